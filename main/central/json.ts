/** A digit where a number may begin. One inside a text after such a sign only costs time. */
const MAY_HAVE_NUMBER = /(?:^|[:,[])\s*-?\d/;

/**
 * Reads JSON without changing a digit: every number becomes the text it was written as. Figures of the platform (numbers of
 * persons have 26 digits, amounts two decimals) are texts that some systems write without quotes, and a JavaScript number
 * would round them. Undefined when it is no JSON.
 */
export function readJson(text: string): unknown {
  try {
    if (!MAY_HAVE_NUMBER.test(text)) return JSON.parse(text);
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    );
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
