/**
 * A number whose text JavaScript would not give back: with a sign, a fraction or an exponent, or longer than it can hold. One
 * inside a text after such a mark is taken for it too, which costs time only.
 */
const MAY_LOSE_DIGITS = /(?:^|[:,[])\s*(?:-|\d{16}|\d+[.eE])/;

/**
 * Reads JSON without changing a digit: every number becomes the text it was written as. Figures of the platform (numbers of
 * persons have 26 digits, amounts two decimals) are texts that some systems write without quotes, and a JavaScript number
 * would round them. Undefined when it is no JSON.
 */
export function readJson(text: string): unknown {
  try {
    return MAY_LOSE_DIGITS.test(text) ? readByItsText(text) : withNumbersAsText(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** For any number. Five times as slow, because each value is looked at beside the text it came from. */
function readByItsText(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}

/** For whole numbers as everybody writes them. Without recursion: who answers decides how deep an answer goes. */
function withNumbersAsText(json: unknown): unknown {
  const whole: Record<string, unknown> = { json };
  const pending: object[] = [whole];
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    const members: readonly (readonly [string, unknown])[] = Object.entries(holder);
    for (const [key, value] of members) {
      if (typeof value === 'number') Object.assign(holder, { [key]: String(value) });
      else if (typeof value === 'object' && value !== null) pending.push(value);
    }
  }
  return whole.json;
}
