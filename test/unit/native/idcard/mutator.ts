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

  /** A copy with one to four changes: a bit or byte changed, bytes left out, doubled or put in, the end cut off. */
  function mutate(bytes: Uint8Array): Uint8Array {
    let changed = Uint8Array.from(bytes);
    for (let left = 1 + int(4); left > 0 && changed.length > 0; left -= 1) {
      const at = int(changed.length);
      switch (int(6)) {
        case 0:
          changed[at] = (changed[at] ?? 0) ^ (1 << int(8));
          break;
        case 1:
          changed[at] = int(256);
          break;
        case 2:
          changed.copyWithin(at, at + 1);
          changed = changed.slice(0, -1);
          break;
        case 3:
          changed = Uint8Array.from(Buffer.concat([changed.subarray(0, at + 1), changed.subarray(at)]));
          break;
        case 4:
          changed = Uint8Array.from(
            Buffer.concat([changed.subarray(0, at), Uint8Array.of(int(256), int(256)), changed.subarray(at)]),
          );
          break;
        case 5:
          changed = changed.slice(0, at);
          break;
      }
    }
    return changed;
  }

  return { seed, int, mutate };
}
