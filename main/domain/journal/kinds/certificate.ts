import { z } from 'zod';
import { defineKind } from '../kind.ts';

/** What a certificate says: hall dates, both included. */
const said = {
  number: z.string(),
  diseaseCode: z.string(),
  diseaseName: z.string(),
  from: z.string(),
  until: z.string(),
};

/** Certificates of chronic and special diseases; the subject is the person. */
export const certificateKinds = [
  /** One that was issued before this counter kept them. */
  defineKind({
    name: 'certificate.taken-over',
    version: 1,
    schema: z.object({ ...said, phone: z.string() }),
  }),
  /** With the completion of a case; `replaces` ended the day before, and stays readable. */
  defineKind({
    name: 'certificate.issued',
    version: 1,
    schema: z.object({ ...said, caseId: z.string(), phone: z.string(), replaces: z.string().nullable() }),
  }),
  /** The re-examination found that it is not due any more: it ends with this hall date. */
  defineKind({
    name: 'certificate.ended',
    version: 1,
    schema: z.object({ number: z.string(), caseId: z.string(), until: z.string() }),
  }),
] as const;
