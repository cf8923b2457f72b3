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
  printerCable: z.boolean(),
  paper: z.enum(['ok', 'near-end', 'out']),
  printerCover: z.enum(['closed', 'open']),
  centralFault: centralFaultSchema,
  /** What the virtual printer has put out, newest last, as SVG; at most the last five slips. */
  paperOut: z.array(z.strictObject({ id: z.int(), svg: z.string() })),
});

/** The device dock of demonstration mode. */
export type Dock = z.infer<typeof dockSchema>;

/** All fail with DEMO_ONLY outside demonstration mode. They are devices, so no sign-in is needed. */
export const demoContract = {
  insertCard: procedure(['window'], z.strictObject({ personId: z.string().max(60) }), done),
  removeCard: procedure(['window'], noInput, done),
  setReaderCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setPrinterCable: procedure(['window'], z.strictObject({ plugged: z.boolean() }), done),
  setPaper: procedure(['window'], z.strictObject({ paper: z.enum(['ok', 'near-end', 'out']) }), done),
  setPrinterCover: procedure(['window'], z.strictObject({ cover: z.enum(['closed', 'open']) }), done),
  setCentralFault: procedure(['window'], z.strictObject({ fault: centralFaultSchema }), done),
  takePaper: procedure(['window'], noInput, done),
};
