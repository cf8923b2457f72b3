import { z } from 'zod';

const pairSchema = z.object({ label: z.string(), value: z.string() }).readonly();
const pairs = z.array(pairSchema).readonly();

const sheetPartSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pairs'), heading: z.string(), pairs }),
  /** Pairs between rules, as a certificate states them. */
  z.object({ kind: z.literal('grid'), heading: z.string(), pairs }),
  z.object({
    kind: z.literal('table'),
    heading: z.string(),
    /** `amount` columns are set flush right, digits under digits. */
    columns: z.array(z.object({ title: z.string(), align: z.enum(['text', 'amount']) }).readonly()).readonly(),
    rows: z.array(z.array(z.string()).readonly()).readonly(),
  }),
  z.object({ kind: z.literal('text'), heading: z.string(), text: z.string(), large: z.boolean() }),
]);

/** One part of an A4 sheet between its head and its foot. */
export type SheetPart = Readonly<z.infer<typeof sheetPartSchema>>;

/** Where a sheet goes: to the printer of the system, to the dialogue of the browser, into a file. */
export const sheetWays = ['printer', 'dialogue', 'pdf'] as const;

/** Where a sheet goes. */
export type SheetWay = (typeof sheetWays)[number];

/**
 * What is printed on A4 paper: the same facts as a slip or a form, in the order of an official letter. Unlike a receipt it is set
 * by the browser's own fonts, so every character of Unicode can be printed.
 */
export const sheetSchema = z
  .object({
    organ: z.string(),
    title: z.string(),
    /** Slip, document or case number; empty for a form printed before the case has one. */
    number: z.string(),
    /** What tells a further copy from the first, e.g. `补打 1` with time and person, or that it holds no more. */
    mark: z.string().exactOptional(),
    facts: pairs,
    parts: z.array(sheetPartSchema).readonly(),
    /** Lines to be signed, each with room behind it. */
    signatures: z.array(z.string()).readonly(),
    /** Whose seal is set over which name and day; absent on paper that carries none. */
    seal: z.object({ organ: z.string(), name: z.string(), date: z.string() }).readonly().exactOptional(),
    /** What the QR code says, or null. */
    qr: z.string().nullable(),
    foot: pairs,
  })
  .readonly();

/** What is printed on A4 paper. */
export type Sheet = z.infer<typeof sheetSchema>;
