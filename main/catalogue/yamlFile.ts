import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { z } from 'zod';
import { ok, type Result } from '../domain/result.ts';

/** One thing wrong in a file that people write. */
export interface CatalogueProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Chinese. */
  readonly message: string;
}

/** A problem as one line, e.g. `异地长期居住人员备案.yaml 第 23 行：缺少此项`. */
export function describeProblem({ file, line, message }: CatalogueProblem): string {
  return `${file} 第 ${line} 行：${message}`;
}

type Path = readonly PropertyKey[];

/** A parsed file that still knows where each value stands. */
export interface LocatedFile<Value> {
  readonly value: Value;
  /** A problem at the value of this path, or at its nearest parent when it is not there. */
  readonly problemAt: (path: Path, message: string) => CatalogueProblem;
}

/** Words for what the YAML parser finds. Its own words are English and repeat pieces of the file. */
const SYNTAX = {
  ALIAS_PROPS: '引用（*）不能再加标记',
  BAD_ALIAS: '引用（*）的写法不对',
  BAD_COLLECTION_TYPE: '标记与内容不符',
  BAD_DIRECTIVE: '开头的 % 指令不对',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对；不需要转义时请改用单引号',
  BAD_INDENT: '缩进不对：同一组各行要左对齐，下一级多缩进两个空格',
  BAD_PROP_ORDER: '标记的位置不对',
  BAD_SCALAR_START: '值不能以这个符号开头，请给值加上引号',
  BLOCK_AS_IMPLICIT_KEY: '冒号的位置不对；值里有冒号时请加引号',
  BLOCK_IN_FLOW: '花括号或方括号里面不能再换行分级书写',
  DUPLICATE_KEY: '同一栏目写了两次',
  IMPOSSIBLE: '写法不对',
  KEY_OVER_1024_CHARS: '栏目名太长，可能漏了引号',
  MISSING_CHAR: '缺少引号、括号或冒号',
  MULTILINE_IMPLICIT_KEY: '栏目名跨了行，可能漏了冒号或引号',
  MULTIPLE_ANCHORS: '一个值有两个锚点（&）',
  MULTIPLE_DOCS: '文件里有两段配置（---），只能有一段',
  MULTIPLE_TAGS: '一个值有两个标记（!）',
  NON_STRING_KEY: '栏目名应为文字',
  RESOURCE_EXHAUSTION: '嵌套或引用太多',
  TAB_AS_INDENT: '缩进用了制表符（Tab），请改用空格',
  TAG_RESOLVE_FAILED: '不支持的标记（!），请给值加上引号',
  UNEXPECTED_TOKEN: '多出了内容；值里有特殊符号时请加引号',
} as const satisfies Record<YAMLError['code'], string>;

const KINDS = {
  string: '文字；数字、true 和 false 要加引号',
  number: '数字',
  boolean: 'true 或 false',
  object: '一组“名称: 值”',
  array: '一个列表',
};

/** A parsed file before any schema: its plain values, and where they stand. */
export interface YamlSource {
  /** The name used in problems. */
  readonly file: string;
  readonly values: unknown;
  readonly problemAt: LocatedFile<unknown>['problemAt'];
  /** A number or truth value as it is written at this path; null when something else stands there. */
  readonly bareValueAt: (path: Path) => string | null;
}

interface Problems {
  readonly problems: readonly CatalogueProblem[];
}

const chinese = z.locales.zhCN().localeError;
type Issue = Parameters<typeof chinese>[0];

/** Says in the words of the administrator what zod found; what the schemas word themselves comes before this. */
function wording(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return '缺少此项';
    if (issue.input === null) return '没有填写内容';
    const kind = Object.hasOwn(KINDS, issue.expected) ? KINDS[issue.expected as keyof typeof KINDS] : '另一种内容';
    return issue.expected === 'int' || issue.expected === 'number' ? '应为数字，不加引号' : `应为${kind}`;
  }
  if (issue.code === 'unrecognized_keys') return `不认识的栏目：${issue.keys.join('、')}，请核对拼写`;
  if (issue.code === 'invalid_union' && issue.input === undefined) return '缺少此项';
  if (issue.code === 'invalid_union' && Array.isArray(issue.options))
    return `无效选项，应为以下之一：${issue.options.join('、')}`;
  const said = chinese(issue);
  return typeof said === 'string' ? said : (said?.message ?? '内容不符合要求');
}

function offsetOfKey(document: Document, path: Path, key: string): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === key);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

/** Where the value of a path begins; the nearest parent that exists when it is missing. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = path.slice(0, length - 1);
    const byKey = offsetOfKey(document, parent, String(path[length - 1]));
    if (byKey !== undefined) return byKey;
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** A number or truth value where a text belongs: it is right as soon as it stands in quotes. */
function needsQuotes(issue: z.core.$ZodIssue, bareValueAt: YamlSource['bareValueAt']): string | null {
  if (issue.code !== 'invalid_type' || issue.expected !== 'string') return null;
  const written = bareValueAt(issue.path);
  return written === null ? null : `请加上引号，写成 '${written}'`;
}

/** Where the quoted text begins that is still open at an offset; what is missing is noticed at the end of the file only. */
function openedAt(document: Document, offset: number): number {
  let opened = offset;
  visit(document, {
    Scalar: (_key, { range }) => {
      if (range && range[0] < offset && range[2] >= offset) opened = range[0];
    },
  });
  return opened;
}

function firstAlias(document: Document): number {
  let found = 0;
  visit(document, {
    Alias: (_key, { range }) => {
      found = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

/** The document as plain values; null when its references do not resolve or blow it up. */
function valuesOf(document: Document): { readonly values: unknown } | null {
  try {
    return { values: document.toJS({ maxAliasCount: 20 }) as unknown };
  } catch (error) {
    // How the yaml package reports an alias without its anchor, and too many of them.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

/** Problems of form that are told of one file: what the parser finds behind them mostly follows from them. */
const MOST_SYNTAX_PROBLEMS = 20;

/** How a file becomes its plain values, or what is wrong with its form. */
export type ParseYaml = (file: string, bytes: Uint8Array) => Result<YamlSource, Problems>;

/** Parses one YAML 1.2 file: another encoding, broken YAML and repeated keys are refused with their lines. */
export function parseYaml(file: string, bytes: Uint8Array): Result<YamlSource, Problems> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, problems: [{ file, line: decoded.line, message: decoded.message }] };
  const lines = new LineCounter();
  // Keys that are lists or maps are none of ours, and writing a deep one down as text takes the parser for ever.
  const document = parseDocument(decoded.value, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const syntax = [...document.errors, ...document.warnings].slice(0, MOST_SYNTAX_PROBLEMS);
  if (syntax.length > 0) {
    const problems = syntax.map(({ pos, code }) => ({
      file,
      line: lineAt(code === 'MISSING_CHAR' ? openedAt(document, pos[0]) : pos[0]),
      message: `YAML 格式错误：${SYNTAX[code]}`,
    }));
    return { ok: false, problems };
  }
  const read = valuesOf(document);
  if (read === null)
    return {
      ok: false,
      problems: [{ file, line: lineAt(firstAlias(document)), message: 'YAML 格式错误：引用（*）没有来处，或太多' }],
    };
  if (read.values === null) return { ok: false, problems: [{ file, line: 1, message: '文件是空的' }] };
  return ok({
    file,
    values: read.values,
    problemAt: (path, message) => ({ file, line: lineAt(offsetOf(document, path)), message }),
    bareValueAt: (path) => {
      const node = document.getIn(path, true);
      if (!isScalar(node)) return null;
      return typeof node.value === 'number' || typeof node.value === 'boolean' ? (node.source ?? null) : null;
    },
  });
}

/**
 * Checks parsed values with a schema. Every missing, unknown and wrong value is given at once, with its line. A problem
 * repeats no text of the file but a number that needs quotes, and that not below a path that `isSecret` names.
 */
export function checkYaml<Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
  isSecret: (path: Path) => boolean = () => false,
): Result<LocatedFile<z.infer<Schema>>, Problems> {
  const { problemAt } = source;
  const parsed = schema.safeParse(source.values, { error: wording });
  if (parsed.success) return ok({ value: parsed.data, problemAt });
  const bareValueAt = (path: Path): string | null => (isSecret(path) ? null : source.bareValueAt(path));
  const problems = parsed.error.issues.map((issue) => {
    const [key] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const path = key === undefined ? issue.path : [...issue.path, key];
    const name = issue.path.at(-1);
    const message = needsQuotes(issue, bareValueAt) ?? issue.message;
    return problemAt(path, typeof name === 'string' ? `${name}: ${message}` : message);
  });
  return { ok: false, problems };
}

/** Reads one YAML 1.2 file and checks it with a schema: see {@link parseYaml} and {@link checkYaml}. */
export function readYaml<Schema extends z.ZodType>(
  file: string,
  bytes: Uint8Array,
  schema: Schema,
  isSecret?: (path: Path) => boolean,
): Result<LocatedFile<z.infer<Schema>>, Problems> {
  const source = parseYaml(file, bytes);
  return source.ok ? checkYaml(source.value, schema, isSecret) : source;
}

const SAVE_AS_UTF8 = '请用记事本打开，选“另存为”，编码选 UTF-8，再保存一次';

/** Marks at the beginning of a file that say how it was saved, the longer before the shorter one it begins with. */
const MARKS = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], name: 'UTF-32' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], name: 'UTF-32' },
  { bytes: [0xff, 0xfe], name: 'UTF-16（“Unicode”）' },
  { bytes: [0xfe, 0xff], name: 'UTF-16（“Unicode big endian”）' },
] as const;

/** What no text that a person wrote has in it: controls but tab and line ends, and the sign of characters that were lost. */
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffd\ufffe\uffff]/u;

/**
 * Decodes a file as UTF-8, strictly: with or without its mark, and no byte is replaced by a sign for "unknown". What is
 * another encoding is named, because the person who saved the file can save it again.
 */
function decodeText(bytes: Uint8Array): Result<string, Omit<CatalogueProblem, 'file'>> {
  const mark = MARKS.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) return { ok: false, line: 1, message: `文件是 ${mark.name} 编码，应为 UTF-8。${SAVE_AS_UTF8}` };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { ok: false, line: lineOf(bytes, nul), message: nulMessage(bytes) };
  const broken = firstBroken(bytes);
  if (broken !== null) {
    const isGbk = decodes('gb18030', bytes);
    const what = isGbk ? '文件是 GBK（“ANSI”）编码，应为 UTF-8' : '文件不是 UTF-8 编码，或已损坏';
    return { ok: false, line: lineOf(bytes, broken), message: `${what}。${SAVE_AS_UTF8}` };
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const odd = NO_TEXT.exec(text);
  if (odd === null) return ok(text);
  return {
    ok: false,
    line: text.slice(0, odd.index).split('\n').length,
    message: `含有不是文字的字符（${codePoint(odd[0])}），文件可能曾按别的编码保存过。请重新输入这一行`,
  };
}

function nulMessage(bytes: Uint8Array): string {
  // Text of UTF-16 without its mark: every other byte of digits, letters and line ends is empty.
  const empty = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return empty < bytes.length * 0.6
    ? `文件里有空字节，可能是 UTF-16 编码，应为 UTF-8。${SAVE_AS_UTF8}`
    : '文件内容全是空字节，已损坏。请从备份恢复，或重新填写';
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at += 1) if (bytes[at] === 0x0a) line += 1;
  return line;
}

function decodes(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The line that cannot be decoded begins here; lines end with a byte that is part of no longer character. */
function firstBroken(bytes: Uint8Array): number | null {
  if (decodes('utf-8', bytes)) return null;
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    const next = end < 0 ? bytes.length : end + 1;
    if (!decodes('utf-8', bytes.subarray(from, next))) return from;
    from = next;
  }
  return 0;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
