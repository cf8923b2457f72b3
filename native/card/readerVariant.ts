/** What distinguishes the serial CCID readers this program drives. */
export interface ReaderVariantFacts {
  /** The reader sends every host frame back before it answers. */
  readonly echo: boolean;
  /** Data of the Escape command that asks for the firmware. */
  readonly firmwareRequest: readonly number[];
  /** Data of the Escape command that switches card-movement notices on, or undefined where it does not exist. */
  readonly noticeRequest: readonly number[] | undefined;
  /** The reader does the PPS itself when SetParameters asks for another speed (dwFeatures bit 0x80). */
  readonly readerNegotiates: boolean;
  /** Slots the reader has; the citizen's is the first, another one is for a SAM. */
  readonly slots: 1 | 2;
  /** What the emulator answers as firmware. */
  readonly emulatedFirmware: string;
}

/**
 * The variants. The citizen's card is in slot 0 of both (the SEC1210 has a second slot for a SAM).
 * Source: LudovicRousseau/CCID 1.5.2 `ccid_serial.c`, `ifdhandler.c`, and recorded sessions.
 */
export const READER_VARIANTS = {
  'gempc-twin': {
    echo: true,
    firmwareRequest: [0x02],
    noticeRequest: [0x01, 0x01, 0x01],
    readerNegotiates: false,
    slots: 1,
    emulatedFirmware: 'GemTwin-V2.00-EMU',
  },
  sec1210: {
    echo: false,
    firmwareRequest: [0x06],
    noticeRequest: undefined,
    readerNegotiates: true,
    slots: 2,
    emulatedFirmware: 'SEC1210-EMU',
  },
} as const satisfies Record<string, ReaderVariantFacts>;

/** Name of a variant, as in the configuration and on the command line. */
export type ReaderVariant = keyof typeof READER_VARIANTS;
