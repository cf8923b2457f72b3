import { z } from 'zod';
import { queryReasons } from '../../case/access.ts';
import { opening, caseProcess, type ActKind, type OpeningPayload, type PayloadOf } from '../../case/process.ts';
import { defineKind, type JournalKindDefinition, type PayloadsOf } from '../kind.ts';
import { keysOf } from '../../keysOf.ts';

/** The acts of a case, each as the act itself says; the subject is the case. */
export const actKindDefinitions: readonly JournalKindDefinition[] = [
  defineKind({ name: 'case.open', version: opening.version, schema: opening.schema }),
  ...Object.values(caseProcess).map(({ kind, version, schema }) =>
    defineKind({ name: `case.${kind}`, version, schema }),
  ),
];

/** What somebody was shown of a case. */
export const aboutCaseKinds = [
  /** Somebody asked for a case with a reason; the subject is the case. */
  defineKind({
    name: 'access.hall-query',
    version: 1,
    schema: z.object({
      reason: z.enum(keysOf(queryReasons)),
      note: z.string().exactOptional(),
    }),
  }),
] as const;

/** What each act on a case records. */
export type CasePayloads = { readonly [Kind in ActKind as `case.${Kind}`]: PayloadOf<Kind> } & {
  readonly 'case.open': OpeningPayload;
};

/** What is recorded about cases beside the acts. */
export type AboutCasePayloads = PayloadsOf<typeof aboutCaseKinds>;
