import { buildCard } from '../../../native/emulator/cardEmulator.ts';
import type { ContactOptions } from '../../../native/emulator/cardContacts.ts';
import { createCardReaderEmulator, type CardReaderEmulator } from '../../../native/emulator/cardReaderEmulator.ts';
import type { ReaderVariant } from '../../../native/card/readerVariant.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { EMULATED } from './socat.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { cardFixture, type CardFixture } from '../../fixtures/card/cardFixture.ts';

/** How the serial readers of these tests are set. */
export const serialSettings = { baudRate: 115_200, dataBits: 8, stopBits: 2, parity: 'none', rules: EMULATED } as const;

/** A card of the fixtures with contacts of one's choice, and an answer to reset that fits them. */
export function cardWith(name: CardFixture, contacts: ContactOptions): ReturnType<typeof buildCard> {
  const { atr, ...spec } = cardFixture(name);
  return buildCard(atr !== undefined && contacts.protocol === undefined ? { ...spec, atr } : spec, contacts);
}

/** An emulated reader at one end of a serial cable. */
export interface EmulatedReader {
  readonly emulator: CardReaderEmulator;
  unplug(): Promise<void>;
}

/** Puts an emulated reader on a serial path. */
export async function emulatedReaderOn(path: string, variant: ReaderVariant): Promise<EmulatedReader> {
  const emulator = createCardReaderEmulator({ variant, timers: systemTimers });
  const opened = await serialOpener({ ...serialSettings, path })();
  if (!opened.ok) throw new Error(opened.detail);
  emulator.attach(opened.link);
  return { emulator, unplug: () => opened.link.close() };
}
