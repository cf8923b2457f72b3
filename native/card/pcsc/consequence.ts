import type { PcscCodeName } from './returnCode.ts';

/**
 * What a refused request means for the reading: `pulled`, `mute`, `held`: about the card; `reset`: another program reset it; `again`: worth another try
 * after a reset; * `unfit`: the card itself, another try brings the same; `reader-gone`, `service-lost`: about what is under it.
 */
export type Consequence = 'pulled' | 'mute' | 'held' | 'reset' | 'again' | 'unfit' | 'reader-gone' | 'service-lost';

const CONSEQUENCES: Readonly<Partial<Record<PcscCodeName, Consequence>>> = {
  SCARD_E_NO_SMARTCARD: 'pulled',
  SCARD_W_REMOVED_CARD: 'pulled',
  SCARD_W_UNRESPONSIVE_CARD: 'mute',
  SCARD_W_UNPOWERED_CARD: 'mute',
  SCARD_E_SHARING_VIOLATION: 'held',
  SCARD_W_RESET_CARD: 'reset',
  SCARD_E_PROTO_MISMATCH: 'unfit',
  SCARD_W_UNSUPPORTED_CARD: 'unfit',
  SCARD_E_CARD_UNSUPPORTED: 'unfit',
  SCARD_E_UNKNOWN_READER: 'reader-gone',
  SCARD_E_NO_READERS_AVAILABLE: 'reader-gone',
  SCARD_E_READER_UNAVAILABLE: 'reader-gone',
  SCARD_E_NO_SERVICE: 'service-lost',
  SCARD_E_SERVICE_STOPPED: 'service-lost',
  SCARD_E_SYSTEM_CANCELLED: 'service-lost',
  SCARD_E_INVALID_HANDLE: 'service-lost',
  SCARD_F_COMM_ERROR: 'service-lost',
  SCARD_P_SHUTDOWN: 'service-lost',
};

const isKnown = (reason: string): reason is PcscCodeName => Object.hasOwn(CONSEQUENCES, reason);

/** The consequence of a refusal by its reason; what is not listed is worth another try. */
export function consequenceOf(reason: string): Consequence {
  return (isKnown(reason) ? CONSEQUENCES[reason] : undefined) ?? 'again';
}
