/** Stops a subscription. Calling it again does nothing. */
export type Unsubscribe = () => void;

/** Why a link ended: `closed` by us, `lost` by cable, power or the other side. */
export type LinkEnd = { readonly kind: 'closed' } | { readonly kind: 'lost'; readonly detail: string };

/**
 * One open byte connection to a device. A link is used for one connection only: after its end a new one is opened.
 * Bytes arrive in order, in pieces of any size.
 */
export interface ByteLink {
  /** What a technician calls it: a serial path, `host:port`, or the name of a virtual cable. */
  readonly name: string;
  /** True when the other side can be gone for long without this end hearing of it, as on an idle TCP connection. */
  readonly endsUnheard?: boolean;
  /** Sends bytes; resolves when the operating system (or the paced virtual cable) has taken all of them. Rejects with the link's end. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** Called exactly once, also when the link has already ended (asynchronously then). */
  onEnd(listener: (end: LinkEnd) => void): Unsubscribe;
  close(): Promise<void>;
  /** True when it was ended because what came over it cannot be a device's; left out where nobody looks. */
  misbehaved?(): boolean;
}

/** Why a link could not be opened. `UNFIT`: what is there is no such device, or lies where none may be. */
export type LinkOpenFailure = 'NOT_FOUND' | 'BUSY' | 'DENIED' | 'UNFIT' | 'FAILED';

/** Opens a new link. Foreseen failures are values; `detail` is for the log and the technician. */
export type OpenLink = () => Promise<
  | { readonly ok: true; readonly link: ByteLink }
  | { readonly ok: false; readonly code: LinkOpenFailure; readonly detail: string }
>;

/**
 * Why a path is not taken for a device, whatever may be plugged in later: it lies in the counter's own folder, where the system
 * makes no devices, is a file, folder or pipe, or a device of another kind.
 */
export type DevicePathProblem = 'in-home' | 'outside' | 'no-device' | 'wrong-kind';

/** A serial port as the system lists it. */
export interface ListedPort {
  readonly path: string;
  readonly manufacturer: string;
  /** Four hexadecimal digits each, lower case; empty when the port is no USB device. */
  readonly vendorId: string;
  readonly productId: string;
  /** Empty when the device has none. */
  readonly serialNumber: string;
}
