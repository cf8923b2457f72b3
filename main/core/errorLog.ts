import { z } from 'zod';

/** Stack lines kept: enough to find the place, too few to fill a disk. */
const STACK_LINES = 8;
/** Errors inside errors that are followed; a chain that goes on is a bug of its own. */
const CAUSES = 4;

/** A code as systems and libraries give them: `ENOSPC`, `SQLITE_FULL`, `ERR_INVALID_ARG_TYPE`. */
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
/** A name of a class or of a field of ours; anything else may be a piece of what was read. */
const NAME = /^[A-Za-z][\w-]{0,60}$/;

/**
 * Logs a bug. Names the kind and the place, never a message: messages of parsers and libraries repeat what they were
 * given, and that may be a person's data or a password.
 */
export function logError(log: (line: string) => void, error: unknown): void {
  log(`bug: ${describeError(error)}`);
}

/** An error without its message: kind, code, what did not fit where (of a schema), place, and the same of its causes. */
export function describeError(error: unknown, causes = CAUSES): string {
  if (!(error instanceof Error)) return `something that is no error was thrown (${typeof error})`;
  const parts = [kindOf(error), ...issuesOf(error), ...framesOf(error)];
  if (error.cause !== undefined && causes > 0) parts.push(`caused by ${describeError(error.cause, causes - 1)}`);
  return parts.join(' ');
}

function kindOf(error: Error): string {
  const name = NAME.test(error.name) ? error.name : 'Error';
  const code = 'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? ` ${error.code}` : '';
  return name + code;
}

function issuesOf(error: Error): string[] {
  if (!(error instanceof z.ZodError || error instanceof z.core.$ZodError)) return [];
  return error.issues.map(({ code, path }) => {
    const place = path.map((step) => (typeof step === 'number' || NAME.test(String(step)) ? String(step) : '…'));
    return `[${code} at ${place.join('.')}]`;
  });
}

function framesOf({ stack = '', message }: Error): string[] {
  // A message of several lines may look like frames; what V8 puts before the frames is taken away by its length.
  const header = stack.indexOf(message);
  return stack
    .slice(header < 0 ? 0 : header + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, STACK_LINES)
    .map((frame) => frame.trim());
}
