import { z } from 'zod';
import { procedure } from './caller.ts';
import { done, noInput } from './shared.ts';

/** Faults of the stand-in central system that the dock can switch on. */
export const centralFaultSchema = z.enum([
  'none',
  'down',
  'slow',
  'error-500',
  'refuses',
  'answer-lost',
  'duplicate',
  'garbage',
]);

/** The device dock of demonstration mode. */
export const dockSchema = z.strictObject({
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), note: z.string() })),
  cardInReader: z.string().nullable(),
  readerCable: z.boolean(),
  /** What the next card in the social-security-card reader does. */
  cardFault: z.enum(['none', 'mute', 'pulled-while-read', 'blocked', 'third-generation']),
  readerFault: z.enum(['none', 'silent', 'noise', 'slow']),
  /** Resident ID cards and permits that can be laid on the reader; their ids are those of the people they belong to. */
  idCards: z.array(z.strictObject({ id: z.string(), name: z.string(), note: z.string() })),
  idCardOnReader: z.string().nullable(),
  idReaderCable: z.boolean(),
  idCardFault: z.enum(['none', 'read-failed', 'pulled-while-read', 'not-genuine']),
  scannerCable: z.boolean(),
  /** Codes the virtual scanner can scan, one button each: credentials, ID numbers, own slips. */
  codes: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  printerCable: z.boolean(),
  /** Faults of the receipt printer beyond paper and cover. `cable-in-the-middle` pulls the cable half-way through the next slip. */
  printerFault: z.enum(['none', 'offline', 'cutter', 'silent', 'small-buffer', 'cable-in-the-middle']),
  secondPrinterCable: z.boolean(),
  paper: z.enum(['ok', 'near-end', 'out']),
  printerCover: z.enum(['closed', 'open']),
  centralFault: centralFaultSchema,
  /** What the virtual printers have put out, newest last, as SVG; at most the last five slips. */
  paperOut: z.array(z.strictObject({ id: z.int(), printer: z.enum(['first', 'second']), svg: z.string() })),
});

/** The device dock of demonstration mode. */
export type Dock = z.infer<typeof dockSchema>;

/** All fail with DEMO_ONLY outside demonstration mode. They are devices, so no sign-in is needed. */
export const demoContract = {
  insertCard: procedure(['window'], z.strictObject({ personId: z.string().max(60) }), done),
  removeCard: procedure(['window'], noInput, done),
  setReaderCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setCardFault: procedure(['window'], z.strictObject({ fault: dockSchema.shape.cardFault }), done),
  setReaderFault: procedure(['window'], z.strictObject({ fault: dockSchema.shape.readerFault }), done),
  layIdCard: procedure(['window'], z.strictObject({ personId: z.string().max(60) }), done),
  takeIdCard: procedure(['window'], noInput, done),
  setIdReaderCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setIdCardFault: procedure(['window'], z.strictObject({ fault: dockSchema.shape.idCardFault }), done),
  scan: procedure(['window'], z.strictObject({ codeId: z.string().max(100) }), done),
  setScannerCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setPrinterFault: procedure(['window'], z.strictObject({ fault: dockSchema.shape.printerFault }), done),
  setSecondPrinterCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setPrinterCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setPaper: procedure(['window'], z.strictObject({ paper: z.enum(['ok', 'near-end', 'out']) }), done),
  setPrinterCover: procedure(['window'], z.strictObject({ cover: z.enum(['closed', 'open']) }), done),
  setCentralFault: procedure(['window'], z.strictObject({ fault: centralFaultSchema }), done),
  takePaper: procedure(['window'], noInput, done),
};
