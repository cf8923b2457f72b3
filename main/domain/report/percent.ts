const WHOLE = 100n;
const DECIMALS = 2;
const SCALE = 10n ** BigInt(DECIMALS);

/**
 * A share as every report prints it: per cent with two decimals, rounded half up, `80.95%`. Null of nothing: there is no share of
 * it. Counts are whole and not negative; anything else is a bug and throws.
 */
export function percentText(part: number, whole: number): string | null {
  for (const count of [part, whole]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new Error(`not a count: ${String(count)}`);
  }
  if (whole === 0) return null;
  // Twice the numerator, so that the half that is added is whole: binary fractions would round 1.005 down.
  const scaled = (2n * BigInt(part) * WHOLE * SCALE + BigInt(whole)) / (2n * BigInt(whole));
  return `${scaled / SCALE}.${String(scaled % SCALE).padStart(DECIMALS, '0')}%`;
}
