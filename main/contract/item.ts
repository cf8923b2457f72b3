import { z } from 'zod';
import { serviceItemSchema } from '../domain/catalogue/item.ts';

/**
 * An item as the window works with it: its papers and fields in the version the case was begun with, and what the teller
 * explains of it. What only the counter needs (search words, periods, sources) stays there.
 */
export const itemViewSchema = serviceItemSchema.pick({
  code: true,
  name: true,
  handlingMode: true,
  conditions: true,
  materials: true,
  fields: true,
});

/** An item as the window works with it. */
export type ItemView = z.infer<typeof itemViewSchema>;
