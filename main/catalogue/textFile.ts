/** The text of a file, or the first place where it is none (line from 1) and what to do about it, in Chinese. */
export type DecodedText =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly line: number; readonly message: string };

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
export function decodeText(bytes: Uint8Array): DecodedText {
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
  if (odd === null) return { ok: true, value: text };
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
