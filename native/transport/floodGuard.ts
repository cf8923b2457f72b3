import type { Timers } from '../../main/domain/time.ts';
import { createLinkCore } from './linkCore.ts';
import type { ByteLink, OpenLink } from './port.ts';

/**
 * More than any device of a counter says in a second: a line at 230400 baud, always busy, carries 23 kB, and the longest answer of
 * all is an ID card with 2.3 kB. What says more is no such device, and to read on would cost a whole CPU.
 */
const MOST_BYTES = 32_768;
const PER_MS = 1_000;

/** Opens links that end when the other side floods them: such a device is let alone for the pause of its supervisor. */
export function endOnFlood(open: OpenLink, timers: Timers): OpenLink {
  return async () => {
    const opened = await open();
    return opened.ok ? { ok: true, link: guarded(opened.link, timers) } : opened;
  };
}

function guarded(link: ByteLink, timers: Timers): ByteLink {
  const core = createLinkCore();
  let since = timers.running();
  let bytesSince = 0;
  let isFlooded = false;
  link.onData((bytes) => {
    const now = timers.running();
    if (now - since >= PER_MS) {
      since = now;
      bytesSince = 0;
    }
    bytesSince += bytes.length;
    if (bytesSince <= MOST_BYTES) {
      core.deliver(bytes);
      return;
    }
    isFlooded = true;
    core.end({ kind: 'lost', detail: `more than ${MOST_BYTES} bytes in a second` });
    void link.close();
  });
  link.onEnd((end) => core.end(end));
  return {
    ...link,
    onData: core.onData,
    onEnd: core.onEnd,
    misbehaved: () => isFlooded,
    close() {
      core.end({ kind: 'closed' });
      return link.close();
    },
  };
}
