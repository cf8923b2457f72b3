/** Bytes that one change puts in at most. */
const MOST_PUT_IN = 2;

/** Damages bytes at random, and cheaply: a seeded generator, so that a failure can be repeated. */
export function mutator(seed = Number(process.env.FUZZ_SEED ?? Math.trunc(Math.random() * 0x7fff_ffff))) {
  let state = seed | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const int = (below: number): number => next() % below;

  /** Changes are made here, in place: a new array for each would cost more than what it is tried on. */
  let scratch = new Uint8Array(0);

  /** A copy with one to four changes: a bit or byte changed, bytes left out, doubled or put in, the end cut off. */
  function mutate(bytes: Uint8Array): Uint8Array {
    const changes = 1 + int(4);
    let length = bytes.length;
    if (scratch.length < length + changes * MOST_PUT_IN) scratch = new Uint8Array(2 * length + changes * MOST_PUT_IN);
    const changed = scratch;
    changed.set(bytes);
    for (let left = changes; left > 0 && length > 0; left -= 1) {
      const at = int(length);
      switch (int(6)) {
        case 0:
          changed[at] = (changed[at] ?? 0) ^ (1 << int(8));
          break;
        case 1:
          changed[at] = int(256);
          break;
        case 2:
          changed.copyWithin(at, at + 1, length);
          length -= 1;
          break;
        case 3:
          changed.copyWithin(at + 1, at, length);
          length += 1;
          break;
        case 4:
          changed.copyWithin(at + MOST_PUT_IN, at, length);
          for (let put = 0; put < MOST_PUT_IN; put += 1) changed[at + put] = int(256);
          length += MOST_PUT_IN;
          break;
        case 5:
          length = at;
          break;
      }
    }
    return changed.slice(0, length);
  }

  return { seed, int, mutate };
}
