import { z } from 'zod';
import { sheetSchema } from '../sheet/sheet.ts';
import { resultDocumentKinds } from './kinds.ts';

/** A document in which a result is handed over, as it was issued: laid out once, kept as it went out. */
export const issuedDocumentSchema = z
  .object({
    kind: z.enum(resultDocumentKinds),
    name: z.string(),
    /** Of the gapless series of its kind, e.g. `PZ2026112103-0001`. */
    number: z.string(),
    /** Hall dates, both included; without the last it holds until it is changed. */
    validFrom: z.string(),
    validUntil: z.string().exactOptional(),
    /** Number of the document that this one takes the place of. */
    replaces: z.string().exactOptional(),
    sheet: sheetSchema,
  })
  .readonly();

/** A document in which a result is handed over, as it was issued. */
export type IssuedDocument = z.infer<typeof issuedDocumentSchema>;

/** What a case keeps of the document that holds. */
export const heldDocumentSchema = issuedDocumentSchema
  .unwrap()
  .pick({ number: true, name: true, validUntil: true })
  .readonly();

/** As a payload has it: not there where none was issued. */
export function documentIssued(issued: IssuedDocument | undefined): { readonly resultDocument?: IssuedDocument } {
  return issued ? { resultDocument: issued } : {};
}

/** As the completion of a case has it: not there where none was issued. */
export function heldDocument(issued: IssuedDocument | undefined): {
  readonly document?: z.infer<typeof heldDocumentSchema>;
} {
  if (!issued) return {};
  const { number, name, validUntil } = issued;
  return { document: { number, name, ...(validUntil === undefined ? {} : { validUntil }) } };
}
