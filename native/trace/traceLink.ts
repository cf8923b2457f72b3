import type { ApduExchange } from '../card/apdu.ts';
import type { OpenLink } from '../transport/port.ts';
import type { TraceSink } from './port.ts';

/** A way to the device that tells `sink` of every piece that goes over it, written ones before they are sent. */
export function traceLink(open: OpenLink, sink: TraceSink): OpenLink {
  return async () => {
    const opened = await open();
    if (!opened.ok) return opened;
    const { link } = opened;
    // Subscribed first, so a piece is recorded before the driver answers it.
    link.onData((bytes) => sink('from-device', bytes));
    return {
      ok: true,
      link: {
        ...link,
        write(bytes) {
          sink('to-device', bytes);
          return link.write(bytes);
        },
      },
    };
  };
}

/** The same for a way that carries whole commands: each command and each answer is one piece. */
export function traceExchange<Failure>(exchange: ApduExchange<Failure>, sink: TraceSink): ApduExchange<Failure> {
  return async (command) => {
    sink('to-device', command);
    const carried = await exchange(command);
    if (carried.ok) sink('from-device', carried.answer);
    return carried;
  };
}
