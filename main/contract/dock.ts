import { z } from 'zod';
import { procedure } from './caller.ts';
import { done } from './shared.ts';

/** Sockets of the virtual machine that a cable can be pulled out of. */
const pluggedDeviceSchema = z.enum(['card-reader', 'id-card-reader', 'scanner', 'printer', 'second-printer']);

/** A device of the dock with a cable. */
export type PluggedDevice = z.infer<typeof pluggedDeviceSchema>;

const personIdSchema = z.string().max(60);
const shown = z.strictObject({ id: z.string(), name: z.string(), note: z.string() });

const faults = {
  /** What the next card in the social-security-card reader does. */
  card: z.enum(['none', 'mute', 'pulled-while-read', 'blocked', 'third-generation']),
  reader: z.enum(['none', 'silent', 'noise', 'slow']),
  idCard: z.enum(['none', 'read-failed', 'pulled-while-read', 'not-genuine']),
  /** Beyond paper and cover. `cable-in-the-middle` pulls the cable half-way through the next slip. */
  printer: z.enum(['none', 'offline', 'cutter', 'silent', 'small-buffer', 'cable-in-the-middle']),
  /** Of the stand-in of the central system. */
  central: z.enum(['none', 'down', 'slow', 'error-500', 'refuses', 'answer-lost', 'duplicate', 'garbage']),
};
const paperSchema = z.enum(['ok', 'near-end', 'out']);
const coverSchema = z.enum(['closed', 'open']);

/** The devices of the demonstration as they are, and what can be done with them. */
export const dockSchema = z.strictObject({
  people: z.array(shown),
  cardInReader: z.string().nullable(),
  /** Which cables are in. */
  cables: z.record(pluggedDeviceSchema, z.boolean()),
  cardFault: faults.card,
  readerFault: faults.reader,
  /** Resident ID cards and permits that can be laid on the reader; their ids are those of the people they belong to. */
  idCards: z.array(shown),
  idCardOnReader: z.string().nullable(),
  idCardFault: faults.idCard,
  /** Codes the virtual scanner can scan, one button each: credentials, ID numbers, own slips. */
  codes: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  printerFault: faults.printer,
  paper: paperSchema,
  printerCover: coverSchema,
  centralFault: faults.central,
  /** What the virtual printers have put out and nobody took, newest last; at most the last five pieces. */
  paperOut: z.array(z.strictObject({ id: z.int(), printer: z.enum(['first', 'second']) })),
});

/** The devices of the demonstration as they are. */
export type Dock = z.infer<typeof dockSchema>;

/** What a hand can do at the dock. */
const dockActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('insert-card'), personId: personIdSchema }),
  z.strictObject({ kind: z.literal('remove-card') }),
  z.strictObject({ kind: z.literal('lay-id-card'), personId: personIdSchema }),
  z.strictObject({ kind: z.literal('take-id-card') }),
  z.strictObject({ kind: z.literal('scan'), codeId: z.string().max(100) }),
  z.strictObject({ kind: z.literal('plug'), device: pluggedDeviceSchema, plugged: z.boolean() }),
  z.strictObject({ kind: z.literal('card-fault'), fault: faults.card }),
  z.strictObject({ kind: z.literal('reader-fault'), fault: faults.reader }),
  z.strictObject({ kind: z.literal('id-card-fault'), fault: faults.idCard }),
  z.strictObject({ kind: z.literal('printer-fault'), fault: faults.printer }),
  z.strictObject({ kind: z.literal('central-fault'), fault: faults.central }),
  z.strictObject({ kind: z.literal('paper'), paper: paperSchema }),
  z.strictObject({ kind: z.literal('cover'), cover: coverSchema }),
  z.strictObject({ kind: z.literal('take-paper') }),
]);

/** What a hand can do at the dock. */
export type DockAction = z.infer<typeof dockActionSchema>;

/** The dock of the demonstration; a hall's contract does not have it. Devices are handled without a sign-in. */
export const dockContract = {
  do: procedure(['window'], dockActionSchema, done),
  /** The picture of a piece of paper, as SVG; null once it was taken. */
  paper: procedure(['window'], z.strictObject({ id: z.int() }), z.strictObject({ svg: z.string().nullable() })),
};
