/**
 * A reader's name without what the service numbers by itself. pcsc-lite appends reader index and slot as two hexadecimal
 * pairs (`Vendor Model 00 00`), Windows one decimal number (`Vendor Model 0`). The slot is kept: another slot of the
 * same reader is another device (often the one with the PSAM).
 */
function nameParts(name: string): { readonly model: string; readonly slot: string } {
  const pairs = /^(?<model>.+) [0-9A-F]{2} (?<slot>[0-9A-F]{2})$/.exec(name)?.groups;
  if (pairs !== undefined) return { model: pairs.model ?? name, slot: pairs.slot ?? '' };
  const single = /^(?<model>.+) \d{1,2}$/.exec(name)?.groups;
  return { model: single?.model ?? name, slot: '' };
}

/**
 * The listed reader that a configured name stands for: the exact one; else one whose name differs in the running number
 * only, the lowest of several.
 */
export function matchReader(listed: readonly string[], wanted: string): string | undefined {
  if (listed.includes(wanted)) return wanted;
  const { model, slot } = nameParts(wanted);
  return listed
    .filter((name) => {
      const parts = nameParts(name);
      return parts.model === model && parts.slot === slot;
    })
    .sort()[0];
}
