import { StringDecoder } from 'node:string_decoder';

/** Cuts a stream of bytes into lines of text. */
export interface LineReader {
  /** Takes the next bytes; answers the lines they complete, or `too-long`. */
  push(bytes: Uint8Array): readonly string[] | 'too-long';
}

/** A reader of UTF-8 lines that never keeps more than `longest` characters. */
export function createLineReader(longest: number): LineReader {
  const decoder = new StringDecoder('utf8');
  // Pieces are joined once per line: joining at every piece would copy a long line again and again.
  let pieces: string[] = [];
  let kept = 0;
  return {
    push(bytes) {
      const parts = decoder.write(bytes).split('\n');
      const lines: string[] = [];
      for (const [index, part] of parts.entries()) {
        pieces.push(part);
        kept += part.length;
        if (kept > longest) return 'too-long';
        if (index === parts.length - 1) break;
        lines.push(pieces.join(''));
        pieces = [];
        kept = 0;
      }
      return lines;
    },
  };
}
