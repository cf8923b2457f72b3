import type { StandardHandlerInterceptorOptions, StandardHandleResult } from '@orpc/server/standard';
import type { CallContext } from '../api/guard.ts';
import type { RequestFrame } from '../api/requestFrame.ts';
import { failure } from '../contract/failures.ts';
import type { RunningTime } from '../domain/time.ts';

/** How much one window may ask. */
export const REQUEST_BOUNDS = {
  /** Requests under way at once: the richest screen asks for a dozen as it opens. */
  underWay: 64,
  /** Streams open at once: a page has one, and a reload begins its own before the last has ended. */
  streams: 8,
  /** Requests each second for as long as it likes; nobody presses keys that fast. */
  steadyPerSecond: 200,
  /** Requests at one go, of a window that was quiet. */
  atOneGo: 400,
} as const;

/** What one window asks, over whatever number of lines. */
interface Traffic {
  underWay: number;
  /** One sign for each open stream. */
  readonly streams: Set<object>;
  /** How many requests it may still make at one go, and when that was so. */
  left: number;
  at: number;
  said: boolean;
}

type Call = StandardHandlerInterceptorOptions<CallContext> & { readonly next: () => Promise<StandardHandleResult> };

/** The bounds of all windows of a counter. */
export interface RequestBounds {
  /** The answer to a frame that comes too fast, which is then not looked at any further; undefined for one that is in time. */
  tooFast(windowId: string, frame: RequestFrame): string | undefined;
  /** Goes around everything that is done with a request, and refuses what would be too much at once. */
  around(call: Call): Promise<StandardHandleResult>;
}

/** The one procedure of the contract that streams. */
const WATCH = '/live/watch';

/**
 * Keeps a window that asks without end from the others of its counter: what goes beyond the bounds is answered `TOO_MANY_REQUESTS`,
 * on whichever of its lines it came.
 */
export function boundRequests({
  clock,
  log,
}: {
  readonly clock: RunningTime;
  readonly log: (line: string) => void;
}): RequestBounds {
  const windows = new Map<string, Traffic>();
  const trafficOf = (windowId: string): Traffic => {
    const known = windows.get(windowId);
    if (known !== undefined) return known;
    const traffic: Traffic = {
      underWay: 0,
      streams: new Set(),
      left: REQUEST_BOUNDS.atOneGo,
      at: clock.running(),
      said: false,
    };
    windows.set(windowId, traffic);
    return traffic;
  };
  const refuse = (traffic: Traffic, streams: boolean) => {
    if (!traffic.said) log('a window asks more than is taken from one; what is beyond is refused');
    traffic.said = true;
    return streams ? REFUSED_STREAM : REFUSED;
  };

  return {
    tooFast(windowId, frame) {
      // That an answer is of no interest any more costs nothing.
      if (frame.t === 4) return undefined;
      const traffic = trafficOf(windowId);
      const now = clock.running();
      traffic.left = Math.min(
        REQUEST_BOUNDS.atOneGo,
        traffic.left + ((now - traffic.at) / 1000) * REQUEST_BOUNDS.steadyPerSecond,
      );
      traffic.at = now;
      if (traffic.left < 1) return answerText(frame.i, refuse(traffic, frame.p.u === WATCH));
      traffic.left -= 1;
      return undefined;
    },
    async around({ context, request, next }) {
      const traffic = trafficOf(context.windowId);
      const streams = request.url.pathname === WATCH;
      const full =
        traffic.underWay >= REQUEST_BOUNDS.underWay || (streams && traffic.streams.size >= REQUEST_BOUNDS.streams);
      if (full) return { matched: true, response: { headers: {}, ...refuse(traffic, streams) } };
      traffic.underWay += 1;
      try {
        return streams ? await watched(next, openStream(traffic.streams, request.signal)) : await next();
      } finally {
        traffic.underWay -= 1;
      }
    },
  };
}

/** Counts a stream until the returned function is called or its window has no further interest in it. */
function openStream(streams: Set<object>, signal: AbortSignal | undefined): () => void {
  const sign = {};
  const end = (): void => void streams.delete(sign);
  if (signal?.aborted === true) return end;
  streams.add(sign);
  signal?.addEventListener('abort', end, { once: true });
  return end;
}

/** A stream that was asked for, until it ends, does not begin, or breaks. */
async function watched(next: Call['next'], end: () => void): Promise<StandardHandleResult> {
  try {
    const result = await next();
    const body = result.response?.body;
    if (result.matched && isIterable(body)) {
      return { ...result, response: { ...result.response, body: until(body, end) } };
    }
    end();
    return result;
  } catch (error) {
    end();
    throw error;
  }
}

function isIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function* until(body: AsyncIterable<unknown>, ended: () => void): AsyncGenerator {
  try {
    yield* body;
  } finally {
    ended();
  }
}

const told = failure('TOO_MANY_REQUESTS');
const REFUSED = { status: 200, body: { json: told } };
/** A stream has no values for failures, so that its call is told as an error, as the library writes one down. */
const REFUSED_STREAM = {
  status: 429,
  body: { json: { defined: false, code: 'TOO_MANY_REQUESTS', status: 429, message: told.happened } },
};

/** An answer as the library writes one down (@orpc/standard-server-peer, `serializeResponseMessage`). */
function answerText(id: string, { status, body }: { readonly status: number; readonly body: unknown }): string {
  return JSON.stringify({ i: id, p: { ...(status === 200 ? {} : { s: status }), b: body } });
}
