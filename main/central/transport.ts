import { buildConnector, Pool } from 'undici';
import type { CentralConfig } from './config.ts';

/** Connections kept free beside the forwarder's, so that a teller's look-up never waits behind slow deliveries. */
const LOOK_UP_CONNECTIONS = 4;
/** Idle connections are kept this long, in ms: below the 5 s after which common servers close theirs without a word. */
const KEEP_ALIVE_MS = 4_000;

/** How one exchange over HTTP ended. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** No connection came about, so not one byte of the request has left. */
  | { readonly kind: 'not-connected'; readonly detail: string }
  /** The request has gone, or may have gone, and no whole answer came back. */
  | { readonly kind: 'unanswered'; readonly detail: string }
  /** More bytes than an answer may have. */
  | { readonly kind: 'oversized'; readonly detail: string };

/** The bytes' way to the central system and back. */
export interface CentralTransport {
  /** Posts one request and reads the whole answer. Never rejects. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<Exchange>;
  /** True when anything answers at the address and is not an empty gateway (502, 503, 504). Never rejects. */
  isAnswering(): Promise<boolean>;
  /** Breaks off what is under way (each ends as unanswered) and closes all connections. */
  close(): Promise<void>;
}

/** Words for the screen, by error code. */
const FAILURE_WORDS = {
  ECONNREFUSED: '对方拒绝连接',
  ENOTFOUND: '找不到服务器地址',
  EAI_AGAIN: '域名解析失败',
  EHOSTUNREACH: '网络不通',
  ENETUNREACH: '网络不通',
  ETIMEDOUT: '连接超时',
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  UND_ERR_HEADERS_TIMEOUT: '等待回复超时',
  UND_ERR_BODY_TIMEOUT: '接收回复超时',
  WholeBodyTimeout: '接收回复超过总时限',
  UND_ERR_SOCKET: '连接中断',
  ECONNRESET: '连接中断',
  EPIPE: '连接中断',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: '回复不完整',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: '回复过长',
  UND_ERR_DESTROYED: '程序正在退出',
} as const satisfies Record<string, string>;

/** An answer that did not end in its time, although each of its pieces did. */
class WholeBodyTimeout extends Error {
  override readonly name = 'WholeBodyTimeout';
}

/** The connector's own error: the only proof that nothing was sent. */
class NotConnected extends Error {
  override readonly cause: Error;

  constructor(cause: Error) {
    super(cause.message);
    this.cause = cause;
  }
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function words(error: Error): string {
  const code = errorCode(error);
  const table: Readonly<Record<string, string>> = FAILURE_WORDS;
  return `${table[code] ?? '连接失败'} (${code})`;
}

function failedExchange(error: unknown): Exchange {
  if (!(error instanceof Error)) throw error;
  if (error instanceof NotConnected) return { kind: 'not-connected', detail: words(error.cause) };
  const kind = errorCode(error) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? 'oversized' : 'unanswered';
  return { kind, detail: words(error) };
}

function createPool(config: CentralConfig): Pool {
  const { timeouts } = config;
  const connectSocket = buildConnector({ timeout: timeouts.connectMs, allowH2: false });
  return new Pool(new URL(config.endpoint).origin, {
    connections: config.parallel + LOOK_UP_CONNECTIONS,
    // One request per connection at a time: a request behind another would share its fate without having been sent.
    pipelining: 1,
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: config.maxResponseBytes,
    connect: (options, callback) =>
      connectSocket(options, (...[error, socket]) => {
        if (error === null) callback(null, socket);
        else callback(new NotConnected(error), null);
      }),
  });
}

const NO_APPLICATION_BEHIND: readonly number[] = [502, 503, 504];

/** HTTP over one pool of kept connections. */
export function createTransport(config: CentralConfig): CentralTransport {
  const pool = createPool(config);

  async function exchange(
    method: 'POST' | 'HEAD',
    headers: Readonly<Record<string, string>>,
    body: string | null,
  ): Promise<Exchange> {
    try {
      const answer = await pool.request({ method, path: config.path, headers: { ...headers }, body });
      const timer = setTimeout(() => answer.body.destroy(new WholeBodyTimeout()), config.timeouts.wholeBodyMs);
      try {
        return { kind: 'answered', status: answer.statusCode, body: await answer.body.text() };
      } finally {
        clearTimeout(timer);
      }
    } catch (error) {
      return failedExchange(error);
    }
  }

  return {
    post: (body, headers) => exchange('POST', { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body),
    async isAnswering() {
      const answer = await exchange('HEAD', {}, null);
      return answer.kind === 'answered' && !NO_APPLICATION_BEHIND.includes(answer.status);
    },
    close: () => pool.destroy(),
  };
}
