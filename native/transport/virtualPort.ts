import type { ByteLink, OpenLink } from './port.ts';
import { createVirtualCable } from './virtualCable.ts';
import type { VirtualCable, VirtualCableOptions } from './virtualCable.ts';

/** A socket of the virtual machine: a device hangs on it, its cable can be pulled out and plugged in again. */
export interface VirtualPort {
  /** Opens the port as a driver does: `NOT_FOUND` while the cable is out, `BUSY` while it is open already. */
  readonly open: OpenLink;
  /** Pulls the cable; an open link is lost. */
  pull(): void;
  /** Plugs the cable in again; the driver finds it at its next attempt. */
  plug(): void;
  plugged(): boolean;
  /** The cable of the open link, or undefined. */
  cable(): VirtualCable | undefined;
}

/**
 * Makes a virtual port. `attach` gets the far end of every new connection: this is where an emulator listens.
 */
export function createVirtualPort(options: VirtualCableOptions, attach: (link: ByteLink) => void): VirtualPort {
  let plugged = true;
  let cable: VirtualCable | undefined;
  return {
    open() {
      if (!plugged)
        return Promise.resolve({ ok: false, code: 'NOT_FOUND', detail: `${options.name} is not plugged in` });
      if (cable !== undefined) return Promise.resolve({ ok: false, code: 'BUSY', detail: `${options.name} is in use` });
      const laid = createVirtualCable(options);
      cable = laid;
      laid.a.onEnd(() => {
        cable = undefined;
      });
      attach(laid.b);
      return Promise.resolve({ ok: true, link: laid.a });
    },
    pull() {
      plugged = false;
      cable?.pull();
    },
    plug() {
      plugged = true;
    },
    plugged: () => plugged,
    cable: () => cable,
  };
}
