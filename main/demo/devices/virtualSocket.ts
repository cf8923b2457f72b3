import type { ByteLink } from '../../../native/transport/port.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { Tamper } from '../../../native/transport/virtualCable.ts';
import { createVirtualPort, type VirtualPort } from '../../../native/transport/virtualPort.ts';

/** Speed of the virtual lines, bits per second: what most readers and printers of a hall are set to. */
const LINE_BAUD = 115_200;

/** A socket of the virtual machine with a device on its cable. `name` is what a technician reads in messages. */
export function createSocket(name: string, attach: (link: ByteLink) => void, tamper?: Tamper): VirtualPort {
  return createVirtualPort(
    { name, baudRate: LINE_BAUD, timers: systemTimers, ...(tamper === undefined ? {} : { tamper }) },
    attach,
  );
}

/** Pushes the plug of a socket in or pulls it out. */
export function setCable(socket: VirtualPort, plugged: boolean): void {
  if (plugged) socket.plug();
  else socket.pull();
}
