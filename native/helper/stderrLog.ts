/** Log of what a helper or its library writes to the standard error. */
export interface StderrLog {
  push(bytes: Uint8Array): void;
  /** The newest line, masked; empty when there was none. */
  last(): string;
}

/** Longest line taken over, in characters. */
const LONGEST_LINE = 160;
/** Lines of one life: a chatty library must not fill the log. */
const MOST_LINES = 40;

/**
 * Takes lines over cut and masked: vendors' libraries print what they read, so runs of digits (numbers, dates, identifiers) become `#` and
 * everything outside ASCII (names) `?`.
 */
export function createStderrLog(name: string, log: (line: string) => void): StderrLog {
  let open = '';
  let last = '';
  let lines = 0;

  function line(text: string): void {
    const masked = text
      .replace(/[0-9A-FXa-fx]*\d{3}[0-9A-FXa-fx]*/g, '#')
      .replace(/[^\x20-\x7e]+/g, '?')
      .trim();
    if (masked === '') return;
    last = masked;
    lines += 1;
    if (lines <= MOST_LINES) log(`${name}: ${masked}`);
    if (lines === MOST_LINES) log(`${name}: further output is left out`);
  }

  return {
    push(bytes) {
      // latin1: one character per byte, so that a text in GBK can not swallow a line end.
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
