import { constants } from 'node:os';

/** Log of what a helper or its library writes to the standard error. */
export interface StderrLog {
  push(bytes: Uint8Array): void;
  /** What the newest line that told anything told; empty when there was none. */
  last(): string;
}

/** Longest line looked at, in characters. */
const LONGEST_LINE = 400;
/** Lines of one life: a chatty library must not fill the log. */
const MOST_LINES = 40;

/** Codes of the system: `ENOENT`, `SIGSEGV`. A name in capitals may look like one, so only these are taken for it. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([...Object.keys(constants.errno), ...Object.keys(constants.signals)]);
/** Kinds of errors as JavaScript and C++ name them, and Node's own codes. */
const KIND = /^(?:[A-Z][a-z]\w{0,40}(?:Error|Exception)|ERR_[A-Z_]{3,60})$/;
/** A place in code: a source or library file, with line and column where they are given. */
const PLACE = /^[a-z_][\w-]{0,40}\.(?:so|dll|dylib|node|js|cjs|mjs|ts|c|cc|cpp|h)(?:[.:]\d{1,5}){0,3}$/i;

const tells = (word: string): boolean => SYSTEM_CODES.has(word) || KIND.test(word) || PLACE.test(word);

/** Kinds and places that a line names, in their order; all else may be a piece of what was read. */
function kindsAndPlaces(line: string): string {
  return line
    .split(/[^\w.:-]+/)
    .map((word) => word.replace(/[.:-]+$/, ''))
    .filter(tells)
    .join(' ');
}

/**
 * Takes over what lines say about kind and place of a fault, and no text: vendors' libraries print what they read, names and
 * passwords in plain letters too. That something else was printed is said once.
 */
export function createStderrLog(name: string, log: (line: string) => void): StderrLog {
  let open = '';
  let last = '';
  let lines = 0;
  let leftOut = false;

  function line(text: string): void {
    const told = kindsAndPlaces(text);
    if (told === '') {
      if (!leftOut && text.trim() !== '') log(`${name}: prints text of its own, which is left out`);
      leftOut ||= text.trim() !== '';
      return;
    }
    last = told;
    lines += 1;
    if (lines <= MOST_LINES) log(`${name}: ${told}`);
    if (lines === MOST_LINES) log(`${name}: further output is left out`);
  }

  return {
    push(bytes) {
      // latin1: one character per byte, so that a text in GBK cannot swallow a line end.
      const parts = Buffer.from(bytes).toString('latin1').split('\n');
      for (const [index, part] of parts.entries()) {
        open = (open + part).slice(0, LONGEST_LINE);
        if (index === parts.length - 1) break;
        line(open);
        open = '';
      }
    },
    last: () => last,
  };
}
