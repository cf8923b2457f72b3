import type { z } from 'zod';
import type { centralPersonSchema, identityMarkSchema, insuranceSchema, personAlertSchema } from './personSchema.ts';

/** One row of a person's insurance. */
export type Insurance = z.infer<typeof insuranceSchema>;

/** Dictionary `psn_insu_stas`, and `unknown` for a code that stands in no dictionary or was not given. */
export type InsuranceStatus = Insurance['status'];

/** 身份标识 with its period. */
export type IdentityMark = z.infer<typeof identityMarkSchema>;

/** Things the teller must see before anything else. */
export type PersonAlert = z.infer<typeof personAlertSchema>;

/** A person as the central system knows them. */
export type CentralPerson = z.infer<typeof centralPersonSchema>;
