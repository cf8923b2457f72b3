import { z } from 'zod';

/** What can be made to go wrong in the stand-in; every combination is allowed. */
export const centralFaultsSchema = z.strictObject({
  /** The port is closed: connections are refused, open ones are cut. */
  down: z.boolean(),
  /** Every answer comes this many ms late. */
  slowMs: z.int().min(0).max(600_000),
  /** HTTP 500 before anything has taken effect. */
  serverError: z.boolean(),
  /** Filings and registrations are refused with these words; null = not. */
  refusal: z.string().min(1).nullable(),
  /** Filings and registrations take effect, then the connection breaks instead of an answer. */
  answersLost: z.boolean(),
  /** A message id that was taken already is answered with an error, as some real systems do, instead of its receipt. */
  duplicateIsError: z.boolean(),
  /** Answers are no JSON; what was asked for has taken effect. */
  garbage: z.boolean(),
  /** The gateway refuses every call (401) before the system sees it. */
  gatewayRefuses: z.boolean(),
});

/** Present faults of the stand-in. */
export type CentralFaults = z.infer<typeof centralFaultsSchema>;

/** A healthy central system. */
export const noFaults: CentralFaults = {
  down: false,
  slowMs: 0,
  serverError: false,
  refusal: null,
  answersLost: false,
  duplicateIsError: false,
  garbage: false,
  gatewayRefuses: false,
};
