import { z } from 'zod';
import { oneLine } from '../domain/text/oneLine.ts';
import { endpointSchema, gatewayPathSchema } from './endpoint.ts';

const transaction = z.string().regex(/^[0-9A-Z]{4}$/, '交易编号应为 4 位大写字母或数字');

/**
 * Longest time one exchange may take, in ms. A teller waits for look-ups, and nobody waits longer than this at a counter with a
 * citizen before it; the platform's own sample client waits as long.
 */
const LONGEST_ANSWER_MS = 10_000;

const milliseconds = z.int().min(1).max(LONGEST_ANSWER_MS, '最长 10000 毫秒：窗口前不能让群众久等');

/** Waiting times of one exchange, all in milliseconds. */
const timeoutsSchema = z
  .strictObject({
    /** To open a connection. A LAN or government network answers in milliseconds; 3 s covers a lost SYN and its repeat. */
    connectMs: milliseconds.default(3_000),
    /** The whole exchange, from the first byte sent to the last received, however the answer comes in. */
    answerMs: milliseconds.default(LONGEST_ANSWER_MS),
  })
  .prefault({});

/**
 * Transaction numbers that are not part of a service item. `person` is the platform's own; `query` and `material` are
 * defaults of this product, because the bureau-side numbers are not public: the platform's vendor must confirm them.
 */
const transactionsSchema = z
  .strictObject({
    /** Person look-up. */
    person: transaction.default('1101'),
    /** "What became of this message?" */
    query: transaction.default('C900'),
    /** Fetching a material the system supplies. */
    material: transaction.default('C901'),
    /** Transactions of single materials, by material code, where they differ from `material`. */
    materials: z.record(z.string(), transaction).default({}),
  })
  .prefault({});

/** As the platform hands them out: it goes into a header, so nothing but printable ASCII without blanks. */
const givenKey = oneLine(200).regex(/^[!-~]*$/, '只能有半角字母、数字和符号，请照平台给的原样填写');

/** Section `central` of the counter's configuration file. */
export const centralConfigSchema = z.strictObject({
  /** Origin of the gateway, e.g. `https://10.1.2.3:20001`. */
  endpoint: endpointSchema,
  path: gatewayPathSchema.default('/fsi/api'),
  /** Code of this agency on the platform; the first 12 characters of every message id. */
  institutionCode: z.string().regex(/^[0-9A-Z]{12}$/, '机构编码应为 12 位大写字母或数字'),
  /**
   * Place of this counter among all workstations of the institution, part of every message id; the window number when it is
   * not said. Two workstations with the same one would make the same ids.
   */
  slot: z
    .string()
    .regex(/^\d{2}$/, '应为两位数字，加引号，本机构各柜台不得相同')
    .optional(),
  /** Full name; cut to the platform's 20 characters on the wire only. */
  institutionName: oneLine(100),
  /** Name of the receiving system (`recer_sys_code`). */
  receiver: oneLine(10).default('YBXT'),
  /** `infver`. */
  interfaceVersion: oneLine(6).default('1.0.0'),
  /** Who asks when no teller does: the forwarder's own queries. */
  systemOperator: z.strictObject({ number: oneLine(30), name: oneLine(50) }).default({ number: '0000', name: '系统' }),
  accessKey: givenKey,
  secretKey: givenKey,
  /**
   * File with the certificates of the authority that signs the platform's (PEM or DER), in the home folder or by its whole path.
   * They are trusted beside the usual ones; checking is never switched off.
   */
  caFile: oneLine(500).optional(),
  timeouts: timeoutsSchema,
  /** Largest answer accepted, in bytes. `output` holds 40,000 characters = at most 160 kB in UTF-8; the rest is room. */
  maxResponseBytes: z.int().min(1_024).max(16_777_216).default(1_048_576),
  /** Messages under way at one time. */
  parallel: z.int().min(1).max(32).default(8),
  transactions: transactionsSchema,
  /** Words by which this platform says that nobody was found, beside those that are known here. Part of the sentence is enough. */
  nobodyFound: z.array(oneLine(50).min(2, '至少两个字')).default([]),
});

/** How this counter reaches the central system. */
export type CentralConfig = z.infer<typeof centralConfigSchema>;
