import { z } from 'zod';

const transaction = z.string().regex(/^[0-9A-Z]{4}$/, '交易编号应为 4 位大写字母或数字');
const milliseconds = z.int().min(1).max(300_000);

/** Waiting times of one exchange, all in milliseconds. */
const timeoutsSchema = z
  .strictObject({
    /** To open a connection. A LAN or government network answers in milliseconds; 3 s covers a lost SYN and its repeat. */
    connectMs: milliseconds.default(3_000),
    /** From the request to the head of the answer; the platform's own sample client waits 10 s. */
    headersMs: milliseconds.default(10_000),
    /** Between two pieces of the answer's body. */
    bodyMs: milliseconds.default(10_000),
    /** The whole body of the answer, so that one which drips in byte by byte still ends. */
    wholeBodyMs: milliseconds.default(30_000),
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

/** Section `central` of the counter's configuration file. */
export const centralConfigSchema = z.strictObject({
  /** Origin of the gateway, e.g. `https://10.1.2.3:20001`. */
  endpoint: z.url({ protocol: /^https?$/, error: '应为 http:// 或 https:// 地址' }),
  path: z.string().startsWith('/', '应以 / 开头').default('/fsi/api'),
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
  institutionName: z.string().min(1),
  /** Name of the receiving system (`recer_sys_code`). */
  receiver: z.string().min(1).max(10).default('YBXT'),
  /** `infver`. */
  interfaceVersion: z.string().min(1).max(6).default('1.0.0'),
  /** Who asks when no teller does: the forwarder's own queries. */
  systemOperator: z
    .strictObject({ number: z.string().min(1).max(30), name: z.string().min(1).max(50) })
    .default({ number: '0000', name: '系统' }),
  accessKey: z.string().min(1),
  secretKey: z.string().min(1),
  timeouts: timeoutsSchema,
  /** Largest answer accepted, in bytes. `output` holds 40,000 characters = at most 160 kB in UTF-8; the rest is room. */
  maxResponseBytes: z.int().min(1_024).max(16_777_216).default(1_048_576),
  /** Messages under way at one time. */
  parallel: z.int().min(1).max(32).default(8),
  transactions: transactionsSchema,
});

/** How this counter reaches the central system. */
export type CentralConfig = z.infer<typeof centralConfigSchema>;
