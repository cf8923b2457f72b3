import type { ByteLink } from '../../../native/transport/port.ts';
import type { Timers } from '../../domain/time.ts';

/** A link whose answers leave `delayMs()` late; 0 = at once. The delay must not grow while answers are under way. */
export function slowLink(link: ByteLink, timers: Timers, delayMs: () => number): ByteLink {
  return {
    ...link,
    write(bytes) {
      const wait = delayMs();
      if (wait === 0) return link.write(bytes);
      const copy = Uint8Array.from(bytes);
      return new Promise((resolve, reject) => {
        timers.after(wait, () => void link.write(copy).then(resolve, reject));
      });
    },
  };
}
