import { z } from 'zod';
import { identityDocumentSchema } from '../../identity/identityDocumentSchema.ts';
import { centralPersonSchema } from '../../identity/personSchema.ts';
import { socialSecurityCardSchema } from '../../identity/socialSecurityCardSchema.ts';
import type { ArrivalKind } from '../../visit/arrival.ts';
import { defineKind } from '../kind.ts';

const arrivalKindSchema = z.enum(['card', 'id-card', 'id-number', 'card-number', 'e-credential', 'slip'] satisfies [
  ArrivalKind,
  ...ArrivalKind[],
]);

/** Visits and the people in them; the subject is the visit, of `person.*` the person. What a token was is not among it. */
export const visitKinds = [
  defineKind({ name: 'visit.opened', version: 1, schema: z.object({ by: arrivalKindSchema }) }),
  defineKind({
    name: 'visit.identified',
    version: 1,
    schema: z.object({ personId: z.string(), by: arrivalKindSchema }),
  }),
  defineKind({ name: 'visit.identity-checked', version: 1, schema: z.object({ personId: z.string() }) }),
  /** Who acts for the citizen. */
  defineKind({
    name: 'visit.agent-shown',
    version: 1,
    schema: z.object({ by: arrivalKindSchema, name: z.string(), idNumber: z.string() }),
  }),
  defineKind({ name: 'visit.parked', version: 1, schema: z.object({}) }),
  defineKind({
    name: 'visit.resumed',
    version: 1,
    schema: z.object({ by: z.enum([...arrivalKindSchema.options, 'teller']) }),
  }),
  defineKind({ name: 'visit.taken-over', version: 1, schema: z.object({ from: z.string() }) }),
  /** `merged`: it turned out to be of a citizen whose visit was parked, and goes on there; `avoided`: of somebody whom the teller must not serve. */
  defineKind({
    name: 'visit.ended',
    version: 1,
    schema: z.object({ reason: z.enum(['teller', 'switched', 'merged', 'avoided']) }),
  }),
  /** What was learned about a person at one moment; null = this time nothing. */
  defineKind({
    name: 'person.seen',
    version: 1,
    schema: z.object({
      idNumber: z.string(),
      name: z.string(),
      card: socialSecurityCardSchema.nullable(),
      document: identityDocumentSchema.nullable(),
      central: z.object({ person: centralPersonSchema, at: z.string(), reference: z.string() }).nullable(),
    }),
  }),
  defineKind({
    name: 'person.revealed',
    version: 1,
    schema: z.object({ field: z.enum(['id-number', 'phone']), reason: z.string() }),
  }),
] as const;
