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

/**
 * What is told of an item before anybody begins it: every paper it may ask for, with the fields their conditions are about.
 * Nothing in it is about a citizen.
 */
export const itemGuideSchema = serviceItemSchema.pick({
  conditions: true,
  materials: true,
  fields: true,
  fee: true,
  source: true,
});

/** What is told of an item before anybody begins it. */
export type ItemGuide = z.infer<typeof itemGuideSchema>;

/** An item as the window works with it. */
export type ItemView = z.infer<typeof itemViewSchema>;
