import { z } from 'zod';
import { procedure } from './caller.ts';
import { workSchema } from '../domain/case/papers.ts';
import { itemCodeSchema } from '../domain/catalogue/item.ts';
import { sheetSchema, sheetWays } from '../domain/sheet/sheet.ts';
import { idSchema, requestIdSchema } from './shared.ts';

/** Which sheet: a slip or the document of a result as it was issued, the application form of a case as it stands on the screen (once accepted: as filed), or the notification card of an item. */
const sheetOfSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slip'), slipNumber: z.string().max(40) }),
  z.strictObject({ kind: z.literal('document'), number: z.string().max(40) }),
  z.strictObject({ kind: z.literal('application'), caseId: idSchema, form: workSchema.shape.form }),
  z.strictObject({ kind: z.literal('guide'), itemCode: itemCodeSchema }),
]);

/** Which sheet. */
export type SheetOf = z.infer<typeof sheetOfSchema>;

/** A sheet with the printer it is meant for. */
const sheetViewSchema = z.strictObject({
  sheet: sheetSchema,
  /** Name of the A4 printer in the operating system (empty = its default printer), and how many copies. */
  printer: z.string(),
  copies: z.int(),
});

/** A sheet with the printer it is meant for. */
export type SheetView = z.infer<typeof sheetViewSchema>;

export const sheetContract = {
  /**
   * The sheet, to look at: a number that the panel masks is masked here, too. Failures: SLIP_UNKNOWN, CASE_UNKNOWN,
   * CASE_NO_GROUND, CASE_CITIZEN_AWAY; of a card: ITEM_UNKNOWN.
   */
  view: procedure(['teller'], z.strictObject({ of: sheetOfSchema }), sheetViewSchema),
  /**
   * Records that the sheet goes to paper or into a file, and gives it as it goes there, unmasked; called before it does.
   * Failures as of `view`.
   */
  handOut: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, of: sheetOfSchema, how: z.enum(sheetWays) }),
    z.strictObject({ sheet: sheetSchema }),
  ),
};
