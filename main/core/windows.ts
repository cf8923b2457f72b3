import { onMessagePortClose, onMessagePortMessage } from '@orpc/client/message-port';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { readRequestFrame, type RequestFrame } from '../api/requestFrame.ts';
import { createRouter } from '../api/router.ts';
import type { RunningTime } from '../domain/time.ts';
import type { Services } from '../services/services.ts';
import type { Core, CoreMessagePort, CoreSocket } from './port.ts';
import { boundRequests } from './requestBounds.ts';

/** The line to one window, whatever carries it. Everything on it is text. */
interface WindowLine {
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
  send(text: string): void;
}

/** What serving windows needs beside the services. */
interface WindowOptions {
  readonly reportBug: (error: unknown) => void;
  readonly log: (line: string) => void;
  readonly clock: RunningTime;
}

/** Serves the contract to windows, over whatever the shell has to them. */
export function openToWindows(
  services: Services,
  { reportBug, log, clock }: WindowOptions,
): Pick<Core, 'upgradeWebSocket' | 'upgradePort'> {
  const bounds = boundRequests({ clock, log });
  const handler = new RPCHandler(createRouter(services), {
    rootInterceptors: [(call) => bounds.around(call)],
    interceptors: [onError(reportBug)],
  });
  const serve = (line: WindowLine, windowId: string): void =>
    handler.upgrade(requestsOnly(line, { log, tooFast: (frame) => bounds.tooFast(windowId, frame) }), {
      context: { windowId },
    });
  return {
    upgradeWebSocket: (socket, { windowId }) => serve(lineOfSocket(socket), windowId),
    upgradePort: (port, { windowId }) => serve(lineOfPort(port), windowId),
  };
}

/** What is done with what may not come in. */
interface Doorkeeper {
  readonly log: (line: string) => void;
  readonly tooFast: (frame: RequestFrame) => string | undefined;
}

/**
 * A port as the library knows one, on which only requests come: what else a window sends is passed over. The library would print
 * what it could not parse, and on a message port let the process end over it.
 */
function requestsOnly(line: WindowLine, { log, tooFast }: Doorkeeper) {
  let said = false;
  const passOver = (): void => {
    if (!said) log('a window sent what is no request; it is passed over');
    said = true;
  };
  return {
    on(event: string, callback: (event?: { readonly data: unknown }) => void): void {
      if (event === 'close') line.onClose(() => callback());
      else {
        line.onMessage((data) => {
          const frame = readRequestFrame(data);
          if (frame === undefined) {
            passOver();
            return;
          }
          const refusal = tooFast(frame);
          if (refusal === undefined) callback({ data: frame });
          else line.send(refusal);
        });
      }
    },
    postMessage: (text: string): void => line.send(text),
  };
}

function lineOfSocket(socket: CoreSocket): WindowLine {
  return {
    onMessage: (listener) => socket.addEventListener('message', ({ data }) => listener(data)),
    onClose: (listener) => socket.addEventListener('close', () => listener()),
    send: (text) => socket.send(text),
  };
}

function lineOfPort(port: CoreMessagePort): WindowLine {
  return {
    onMessage: (listener) => onMessagePortMessage(port, (data: unknown) => listener(data)),
    onClose: (listener) => onMessagePortClose(port, listener),
    // oxlint-disable-next-line typescript/no-unsafe-call, typescript/no-unsafe-return -- the library's type of a port names one of the web's, which this room does not know
    send: (text) => port.postMessage(text),
  };
}
