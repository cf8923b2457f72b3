import { readJson } from './json.ts';
import { shownText } from './plainText.ts';

/** `err_msg` holds 200 characters; a stack trace some systems put there would fill the screen. */
const REASON_LENGTH = 200;
/** How deep a reason is looked for. */
const DEPTH = 4;

/** Names under which systems put the words of a reason, in lower case without `_`; the likelier first. */
const WORDS_UNDER = ['errmsg', 'msg', 'message', 'errormsg', 'errormessage', 'reason', 'rea', 'desc', 'description'];

/** A refusal without words. */
const NO_REASON = '对方未说明原因';

/** All texts of a value, those under a name that says words first. */
function textsOf(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return fromText(value, depth);
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, depth - 1));
  const named = new Map<string, unknown>();
  for (const [name, one] of Object.entries(value)) named.set(name.toLowerCase().replaceAll('_', ''), one);
  for (const name of WORDS_UNDER) {
    const words = textsOf(named.get(name), depth - 1);
    if (words.length > 0) return words;
  }
  return [...named.values()].flatMap((one) => textsOf(one, depth - 1));
}

function fromText(text: string, depth: number): readonly string[] {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    const inner = readJson(trimmed);
    if (inner !== undefined) return textsOf(inner, depth - 1);
  }
  return trimmed === '' || trimmed === 'null' ? [] : [trimmed];
}

/**
 * The words of a refusal whatever shape they come in: text, object, list, or one of these written as a text. What has no words
 * says {@link NO_REASON}: a refusal is one even when nobody can read why.
 */
export function reasonOf(value: unknown): string {
  const words = shownText(textsOf(value, DEPTH).join('；'), REASON_LENGTH);
  return words === '' ? NO_REASON : words;
}
