import { z } from 'zod';

/** What can be made to go wrong in the stand-in; every combination is allowed. */
export const centralFaultsSchema = z.strictObject({
  /** The port is closed: connections are refused, open ones are cut. */
  down: z.boolean(),
  /** Every answer comes this many ms late. */
  slowMs: z.int().min(0).max(600_000),
  /** Answers come byte by byte with this many ms between; 0 = at once. */
  dripMs: z.int().min(0).max(60_000),
  /** HTTP 500 before anything has taken effect. */
  serverError: z.boolean(),
  /** A proxy answers with a page under this status before the system sees the request; null = not. */
  proxyStatus: z.int().min(300).max(599).nullable(),
  /** The gateway refuses every call (401) before the system sees it. */
  gatewayRefuses: z.boolean(),
  /** Filings and registrations are refused with these words; null = not. */
  refusal: z.string().min(1).nullable(),
  /** Filings and registrations take effect, then the connection breaks instead of an answer. */
  answersLost: z.boolean(),
  /**
   * What a message does whose id has taken effect already. `booked`: it takes effect again (no protection at all, so that whoever
   * sends twice is seen to). `receipt`: it is taken for a repeat and gets the receipt of the first, whatever it says itself.
   * `error`: it is refused.
   */
  repeats: z.enum(['booked', 'receipt', 'error']),
  /** What receipts lack: the receiver's message id, the word which message they are about, or they are about another one. */
  receipts: z.enum(['whole', 'without-reference', 'without-message', 'of-another']),
  /** Stands for the 0 of a success, as it is written in the JSON, e.g. `"0x0"` or `1e-400`; null = 0. */
  successCode: z.string().min(1).max(40).nullable(),
  /** HTTP status of every answer, whatever it says. */
  status: z.int().min(200).max(599),
  /** Encoding of the answers, declared in their content type. */
  charset: z.enum(['utf-8', 'gbk', 'gb18030']),
  /** How answers are packed, declared in their content encoding. */
  packing: z.enum(['none', 'gzip', 'deflate', 'br']),
  /** Answers are no JSON; what was asked for has taken effect. */
  garbage: z.boolean(),
});

/** Present faults of the stand-in. */
export type CentralFaults = z.infer<typeof centralFaultsSchema>;

/** A healthy central system. */
export const noFaults: CentralFaults = {
  down: false,
  slowMs: 0,
  dripMs: 0,
  serverError: false,
  proxyStatus: null,
  gatewayRefuses: false,
  refusal: null,
  answersLost: false,
  repeats: 'booked',
  receipts: 'whole',
  successCode: null,
  status: 200,
  charset: 'utf-8',
  packing: 'none',
  garbage: false,
};
