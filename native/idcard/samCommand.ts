import type { IdCardFault } from '../../main/domain/device/faults.ts';

/** One command of the security module: its two bytes, how long an answer may take, and which answers are its own. */
interface SamCommand {
  readonly code: readonly [command: number, parameter: number];
  /**
   * Milliseconds. A shipping driver allows find and select 100, read 2000, address 1500; ours are longer because nothing
   * waits for them while the module answers, and a wireless step may be repeated inside the module.
   */
  readonly timeoutMs: number;
  /** Status of success. */
  readonly success: number;
  /** How many bytes of data an answer of success carries. */
  readonly data: readonly [least: number, most: number];
  /** Status this command alone gives. */
  readonly refusals: readonly number[];
}

/** Status words (SW3) the driver itself decides by; the rest is in {@link samStatuses}. */
export const SAM_STATUS = {
  ok: 0x90,
  found: 0x9f,
  none: 0x91,
  checksumError: 0x10,
  lengthError: 0x11,
  commandError: 0x21,
  readFailed: 0x41,
  selfTestFailed: 0x60,
  unauthorised: 0x66,
  notFound: 0x80,
  selectFailed: 0x81,
} as const;

/** The commands of GA 467 that reading a document needs. */
export const samCommands = {
  reset: { code: [0x10, 0xff], timeoutMs: 2_000, success: SAM_STATUS.ok, data: [0, 0], refusals: [] },
  status: { code: [0x11, 0xff], timeoutMs: 1_000, success: SAM_STATUS.ok, data: [0, 0], refusals: [] },
  identify: { code: [0x12, 0xff], timeoutMs: 1_000, success: SAM_STATUS.ok, data: [16, 16], refusals: [] },
  findCard: { code: [0x20, 0x01], timeoutMs: 800, success: SAM_STATUS.found, data: [0, 8], refusals: [0x80] },
  selectCard: { code: [0x20, 0x02], timeoutMs: 800, success: SAM_STATUS.ok, data: [8, 8], refusals: [0x81] },
  readBase: { code: [0x30, 0x01], timeoutMs: 3_000, success: SAM_STATUS.ok, data: [260, 2_310], refusals: [] },
  readAddress: { code: [0x30, 0x03], timeoutMs: 1_500, success: SAM_STATUS.ok, data: [70, 70], refusals: [0x91] },
} as const satisfies Record<string, SamCommand>;

/** Name of a command. */
export type SamCommandName = keyof typeof samCommands;

/**
 * What a status means for the driver. `again`: the module got our frame damaged; `misunderstood`: so
 * damaged that it was another command, or one the module does not know; `module`, `unauthorised`: nothing can be
 * read until that is mended; an {@link IdCardFault}: this document cannot be read.
 */
type SamMeaning = 'fine' | 'again' | 'misunderstood' | 'module' | 'unauthorised' | 'refused' | IdCardFault;

/** Every status word (SW3), with the words a technician reads. */
const samStatuses = {
  0x90: { meaning: 'fine', text: '操作成功' },
  0x9f: { meaning: 'fine', text: '已找到证件' },
  0x91: { meaning: 'refused', text: '证件内没有此项内容' },
  0x10: { meaning: 'again', text: '安全模块收到的数据校验和错误' },
  0x11: { meaning: 'again', text: '安全模块收到的数据长度错误' },
  0x21: { meaning: 'misunderstood', text: '安全模块不认识此命令' },
  0x23: { meaning: 'refused', text: '当前不允许此操作' },
  0x24: { meaning: 'refused', text: '安全模块报告未知错误' },
  0x31: { meaning: 'not-genuine', text: '证件未通过安全模块认证' },
  0x32: { meaning: 'not-genuine', text: '安全模块未通过证件认证' },
  0x33: { meaning: 'not-genuine', text: '证件信息验证未通过' },
  0x37: { meaning: 'not-genuine', text: '指纹信息验证未通过' },
  0x3f: { meaning: 'read-failed', text: '证件信息长度错误' },
  0x40: { meaning: 'unreadable', text: '无法识别的证件类型' },
  0x41: { meaning: 'read-failed', text: '读取证件失败' },
  0x47: { meaning: 'read-failed', text: '取随机数失败' },
  0x60: { meaning: 'module', text: '安全模块自检未通过' },
  0x66: { meaning: 'unauthorised', text: '安全模块未经授权' },
  0x80: { meaning: 'refused', text: '未找到证件' },
  0x81: { meaning: 'read-failed', text: '选取证件失败' },
} as const satisfies Record<number, { readonly meaning: SamMeaning; readonly text: string }>;

const statuses: Readonly<Record<number, { readonly meaning: SamMeaning; readonly text: string }>> = samStatuses;

/** An answer of the module. */
export interface SamAnswer {
  /** SW3. */
  readonly status: number;
  /** SW1 SW2: what the card itself said (31, 41, 47, 81), else 0. */
  readonly cardStatus: number;
  readonly data: Uint8Array;
}

/** The content of a command's frame. */
export function samRequest(name: SamCommandName): Uint8Array {
  return Uint8Array.from(samCommands[name].code);
}

/** The answer in a frame's content; undefined when it is too short for one (our own command thrown back). */
export function parseSamAnswer(content: Uint8Array): SamAnswer | undefined {
  const [sw1, sw2, status] = content;
  if (sw1 === undefined || sw2 === undefined || status === undefined) return undefined;
  return { status, cardStatus: (sw1 << 8) | sw2, data: content.slice(3) };
}

/**
 * Whether an answer has the shape this command's answers have. Frames carry no number, so a late answer to an earlier
 * command can be told only by its shape.
 */
export function fitsCommand(name: SamCommandName, { status, data }: SamAnswer): boolean {
  const { success, data: sizes, refusals }: SamCommand = samCommands[name];
  if (status === success) return data.length >= sizes[0] && data.length <= sizes[1];
  return refusals.includes(status) || !OWNED.has(status);
}

/** Status words that only one command gives, and success. */
const OWNED: ReadonlySet<number> = new Set(
  Object.values<SamCommand>(samCommands).flatMap(({ success, refusals }) => [success, ...refusals]),
);

/** Whether modules give such a status at all. */
export function isSamStatus(status: number): boolean {
  return Object.hasOwn(samStatuses, status);
}

/** What a status means; one that is in no list is a refusal. */
export function samMeaning(status: number): SamMeaning {
  return statuses[status]?.meaning ?? 'refused';
}

/** An answer in words, for the technician: `readBase: 41 读取证件失败（证件返回 6A82）`. */
export function describeSamAnswer(name: SamCommandName, { status, cardStatus }: SamAnswer): string {
  const text = statuses[status]?.text ?? '未知状态';
  const card = cardStatus === 0 ? '' : `（证件返回 ${hex(cardStatus, 4)}）`;
  return `${name}: ${hex(status, 2)} ${text}${card}`;
}

/** The module's number as printed on the reader, from the 16 bytes of `identify`: `%02d.%02d-%08d-%010d-%010d`. */
export function formatSamId(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  const word = (at: number, width: number): string => digits(view.getUint32(at, true), width);
  return `${digits(view.getUint8(0), 2)}.${digits(view.getUint8(2), 2)}-${word(4, 8)}-${word(8, 10)}-${word(12, 10)}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, '0');
}
