import iconv from 'iconv-lite';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { requestSchema } from '../../central/envelope.ts';
import { gatewaySignature } from '../../central/gateway.ts';
import { readJson } from '../../central/json.ts';
import type { Clock, Timers } from '../../domain/time.ts';
import type { DemoPerson } from '../people.ts';
import { answerRequest, type BusinessAnswer } from './business.ts';
import { openEffectStore, type CentralEffect, type EffectStore } from './effects.ts';
import { noFaults, type CentralFaults } from './faults.ts';

/** Keys the stand-in's gateway accepts. Not a secret: they open a server with synthetic people on the loopback. */
export const DEMO_CENTRAL_KEYS = { accessKey: 'demo-access', secretKey: 'demo-secret' } as const;

/** A time stamp is good for 30 minutes (interface specification, service gateway). */
const STAMP_VALID_MS = 30 * 60_000;
/** `input` holds 40,000 characters, in UTF-8 at most 160 kB; more is no request of ours. */
const LARGEST_REQUEST_BYTES = 1_048_576;

/** What the stand-in is started with. */
export interface CentralStandInOptions {
  /** TCP port on 127.0.0.1; 0 = any free one. */
  readonly port: number;
  /** SQLite file that outlives the process; without it memory. */
  readonly file?: string;
  readonly people: readonly DemoPerson[];
  readonly clock: Pick<Clock, 'wall'>;
  readonly timers: Timers;
}

/** A running stand-in. */
export interface CentralStandIn {
  /** Origin, e.g. `http://127.0.0.1:9100`. */
  readonly url: string;
  readonly faults: {
    current(): CentralFaults;
    /** Changes some faults; resolves when they are in force (`down`: when the port is closed or open again). */
    set(change: Partial<CentralFaults>): Promise<void>;
  };
  /** Everything that has taken effect, in order. */
  effects(): readonly CentralEffect[];
  close(): Promise<void>;
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** The gateway's own check; null when the call may pass. */
function gatewayRefusal(request: IncomingMessage, nowMs: number, faults: CentralFaults): string | null {
  if (faults.gatewayRefuses) return '服务暂停调用';
  const headers = {
    _api_name: header(request, '_api_name'),
    _api_version: header(request, '_api_version'),
    _api_timestamp: header(request, '_api_timestamp'),
    _api_access_key: header(request, '_api_access_key'),
  };
  if (Object.values(headers).includes('')) return '请求头缺失';
  if (!(Math.abs(nowMs - Number(headers._api_timestamp)) <= STAMP_VALID_MS)) return '时间戳已过期';
  if (headers._api_access_key !== DEMO_CENTRAL_KEYS.accessKey) return 'access key 不存在';
  const expected = gatewaySignature(headers, DEMO_CENTRAL_KEYS.secretKey);
  return header(request, '_api_signature') === expected ? null : '签名不一致';
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return null;
    size += chunk.length;
    if (size > LARGEST_REQUEST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const packers = {
  none: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  deflate: (bytes: Buffer) => deflateSync(bytes),
  br: (bytes: Buffer) => brotliCompressSync(bytes),
} as const satisfies Record<CentralFaults['packing'], (bytes: Buffer) => Buffer>;

async function send(response: ServerResponse, { status, body }: Answer, serving: Serving): Promise<void> {
  const { charset, packing, dripMs } = serving.faults();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = packers[packing](iconv.encode(text, charset));
  const encoding = packing === 'none' ? {} : { 'content-encoding': packing };
  response.writeHead(status, { 'content-type': `application/json; charset=${charset}`, ...encoding });
  if (dripMs > 0) {
    for (const byte of bytes) {
      if (response.destroyed) return;
      response.write(Uint8Array.of(byte));
      await pauseFor(serving, dripMs);
    }
  }
  response.end(dripMs > 0 ? undefined : bytes);
}

function badRequest(problem: string): BusinessAnswer['body'] {
  return {
    infcode: -1,
    inf_refmsgid: '',
    refmsg_time: '',
    respond_time: '',
    err_msg: `报文格式错误：${problem}`,
    output: null,
  };
}

/** What goes back. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const gatewayReply = (code: number, message: string): Answer => ({ status: code, body: { code, message } });

/** The answer as it is written, with whatever stands for success now. */
function written(body: BusinessAnswer['body'], { garbage, successCode }: CentralFaults): string {
  if (garbage) return '<<%PDF-1.4 不是报文';
  const text = JSON.stringify(body);
  return successCode === null ? text : text.replace('"infcode":0,', () => `"infcode":${successCode},`);
}

interface Serving {
  readonly store: EffectStore;
  readonly faults: () => CentralFaults;
  readonly options: CentralStandInOptions;
  /** Ends the waits of slow answers when the stand-in closes. */
  readonly closing: AbortSignal;
}

/** Rejects when the stand-in closes meanwhile. */
function pauseFor({ options: { timers }, closing }: Serving, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = (): void => {
      cancel();
      reject(new Error('the stand-in is closing'));
    };
    const cancel = timers.after(ms, () => {
      closing.removeEventListener('abort', closed);
      resolve();
    });
    if (closing.aborted) closed();
    else closing.addEventListener('abort', closed, { once: true });
  });
}

/** Null = nothing goes back, the connection breaks. */
async function replyTo(serving: Serving, request: IncomingMessage): Promise<Answer | null> {
  const { store, options } = serving;
  const faults = serving.faults();
  const text = await readBody(request);
  if (faults.slowMs > 0) await pauseFor(serving, faults.slowMs);
  if (request.method !== 'POST') return gatewayReply(405, '只接受 POST');
  if (faults.proxyStatus !== null) return { status: faults.proxyStatus, body: '<html><body>proxy</body></html>' };
  if (faults.serverError) return { status: 500, body: '<html><body>Internal Server Error</body></html>' };
  const refusal = gatewayRefusal(request, options.clock.wall().getTime(), faults);
  if (refusal !== null) return gatewayReply(401, refusal);
  if (text === null) return gatewayReply(413, '请求过长');
  const parsed = requestSchema.safeParse(readJson(text));
  if (!parsed.success) return { status: 200, body: badRequest(parsed.error.issues[0]?.path.join('.') ?? '') };
  const answer = answerRequest({ ...options, store }, parsed.data, faults);
  if (answer.lost) return null;
  return { status: faults.status, body: written(answer.body, faults) };
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await replyTo(serving, request);
  if (reply === null) request.socket.destroy();
  else await send(response, reply, serving);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the stand-in listens on no TCP port'));
      else resolve(address.port);
    });
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Starts a central system for demonstration, training and tests. Rejects when the port is taken. */
export async function startCentralStandIn(options: CentralStandInOptions): Promise<CentralStandIn> {
  const store = openEffectStore(options.file);
  let faults = noFaults;
  const closing = new AbortController();
  const serving: Serving = { store, options, faults: () => faults, closing: closing.signal };
  const server = createServer((request, response) => {
    serve(serving, request, response).catch((error: unknown) => {
      // The caller went away in the middle of its request, or the stand-in is closing; a bug of the stand-in itself shows as a broken connection too.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const port = await listen(server, options.port);

  return {
    url: `http://127.0.0.1:${port}`,
    faults: {
      current: () => faults,
      async set(change) {
        const wasDown = faults.down;
        faults = { ...faults, ...change };
        if (faults.down && !wasDown) await shut(server);
        if (!faults.down && wasDown) await listen(server, port);
      },
    },
    effects: () => store.all(),
    async close() {
      closing.abort();
      if (server.listening) await shut(server);
      store.close();
    },
  };
}
