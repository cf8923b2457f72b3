import { z } from 'zod';
import { roles } from '../domain/staff/role.ts';

/** UTC instant, ISO 8601 with milliseconds. */
export const instantSchema = z.iso.datetime();
/** Date in the hall (UTC+8), `YYYY-MM-DD`. */
export const hallDateSchema = z.iso.date();
/** Chosen by the window once per press; repeating a request with the same id has no second effect. */
export const requestIdSchema = z.uuid();
/** Id of a case, visit or job made by this counter. */
export const idSchema = z.uuid();
/** A post. */
export const roleSchema = z.enum(roles);
/** Nothing is asked. */
export const noInput = z.strictObject({});
/** Nothing is answered but that it was done. */
export const done = z.strictObject({});
