import { rootCertificates } from 'node:tls';
import { buildConnector, Pool, type Dispatcher } from 'undici';
import { systemCodeOf, systemErrorWords } from '../domain/systemErrors.ts';
import { readAnswerText } from './answerText.ts';
import type { Timers } from '../domain/time.ts';
import type { CentralConfig } from './config.ts';

/** Connections kept free beside the forwarder's, so that a teller's look-up never waits behind slow deliveries. */
const LOOK_UP_CONNECTIONS = 4;
/** Idle connections are kept this long, in ms: below the 5 s after which common servers close theirs without a word. */
const KEEP_ALIVE_MS = 4_000;

/** How one exchange over HTTP ended. `detail` is for the screen, `code` for the log. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** A whole answer came back that is no text: wrongly packed, in a wrong encoding, longer than an answer may be. */
  | { readonly kind: 'unreadable'; readonly status: number; readonly detail: string; readonly code?: string }
  /** No connection came about, so not one byte of the request has left. */
  | { readonly kind: 'not-connected'; readonly detail: string; readonly code?: string }
  /** The request has gone, or may have gone, and no whole answer came back. */
  | { readonly kind: 'unanswered'; readonly detail: string; readonly code?: string };

/** The bytes' way to the central system and back. */
export interface CentralTransport {
  /** Posts one request and reads the whole answer, in {@link CentralConfig.timeouts} at most. Never rejects. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<Exchange>;
  /** True when anything answers at the address and is not an empty gateway (502, 503, 504). Never rejects. */
  isAnswering(): Promise<boolean>;
  /** Breaks off what is under way (each ends as unanswered) and closes all connections. */
  close(): Promise<void>;
}

const NOT_TRUSTED =
  '对方的证书不受信任。请信息股向对方索取签发证书的 CA 证书文件，在 counter.yaml 的 central.caFile 填写文件位置后重新启动';

/** Words for the screen of what a central system alone has, by error code; what any connection has is said by the system's table. */
const FAILURE_WORDS = {
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  AnswerTimeout: '等待回复超过时限',
  UND_ERR_SOCKET: '连接中断',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: '回复不完整',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: '回复过长',
  UND_ERR_DESTROYED: '程序正在退出',
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  CERT_UNTRUSTED: NOT_TRUSTED,
  CERT_HAS_EXPIRED: '对方的证书已过期，请信息股联系对方更换；也请核对本机日期',
  CERT_NOT_YET_VALID: '对方的证书尚未生效，请信息股核对本机日期',
  CERT_REVOKED: '对方的证书已被吊销，请信息股联系对方',
  ERR_TLS_CERT_ALTNAME_INVALID: '对方的证书不是发给这个地址的，请信息股核对 counter.yaml 的 central.endpoint',
  ERR_SSL_WRONG_VERSION_NUMBER: '对方不是 https 服务，请信息股核对 counter.yaml 的 central.endpoint',
} as const satisfies Record<string, string>;

/** The whole exchange took longer than it may, however lively its pieces came. */
class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout';
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
  return systemCodeOf(error) || error.name;
}

/** An error in words for the screen, and its code for the log alone. */
function inWords(error: Error): { readonly detail: string; readonly code: string } {
  const code = errorCode(error);
  const table: Readonly<Record<string, string>> = FAILURE_WORDS;
  const words = Object.hasOwn(table, code) ? table[code] : systemErrorWords(code);
  return { detail: words ?? '连接失败', code };
}

function failedExchange(error: unknown, status: number): Exchange {
  if (!(error instanceof Error)) throw error;
  if (error instanceof NotConnected) return { kind: 'not-connected', ...inWords(error.cause) };
  if (errorCode(error) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return { kind: 'unreadable', status, ...inWords(error) };
  return { kind: 'unanswered', ...inWords(error) };
}

function createPool(config: CentralConfig, ca: readonly string[]): Pool {
  const { timeouts } = config;
  const connectSocket = buildConnector({
    timeout: timeouts.connectMs,
    allowH2: false,
    // Beside the usual authorities, not in their place: the endpoint may change to a public certificate.
    ...(ca.length === 0 ? {} : { ca: [...rootCertificates, ...ca] }),
  });
  return new Pool(new URL(config.endpoint).origin, {
    connections: config.parallel + LOOK_UP_CONNECTIONS,
    // One request per connection at a time: a request behind another would share its fate without having been sent.
    pipelining: 1,
    // The deadline of the whole exchange stands above both; its pieces need none.
    headersTimeout: 0,
    bodyTimeout: 0,
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

const oneHeader = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : (value ?? []).join(',');

/** What came back of one request: the whole body, or what it failed with. Headers that did not come are ''; status 0 = none came. */
type RoundTrip = { readonly status: number; readonly type: string; readonly encoding: string } & (
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly error: unknown }
);

/**
 * One request by the pool's lowest call. The promises, the stream and the abort signal of `request` cost more processor time
 * than all that is done here with a delivery; answers are small and wanted whole.
 */
function roundTrip(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  timers: Timers,
  limitMs: number,
): Promise<RoundTrip> {
  return new Promise((resolve) => {
    const head = { status: 0, type: '', encoding: '' };
    const pieces: Uint8Array[] = [];
    let control: Dispatcher.DispatchController | null = null;
    let tooLate: AnswerTimeout | null = null;
    const inTime = timers.after(limitMs, () => {
      tooLate = new AnswerTimeout();
      control?.abort(tooLate);
      resolve({ ...head, ok: false, error: tooLate });
    });
    pool.dispatch(request, {
      onRequestStart(started) {
        control = started;
        // It waited for a free connection until its time was over: nobody reads its answer, so it does not go.
        if (tooLate !== null) started.abort(tooLate);
      },
      onResponseStart(_control, status, headers) {
        if (status < 200) return;
        head.status = status;
        head.type = oneHeader(headers['content-type']);
        head.encoding = oneHeader(headers['content-encoding']);
      },
      onResponseData(_control, piece) {
        pieces.push(piece);
      },
      onResponseEnd() {
        inTime();
        const [first = new Uint8Array()] = pieces;
        resolve({ ...head, ok: true, bytes: pieces.length > 1 ? Buffer.concat(pieces) : first });
      },
      onResponseError(_control, error) {
        inTime();
        resolve({ ...head, ok: false, error });
      },
    });
  });
}

/** HTTP over one pool of kept connections. `ca`: certificates (PEM) that are trusted beside the usual ones. */
export function createTransport(config: CentralConfig, timers: Timers, ca: readonly string[] = []): CentralTransport {
  const pool = createPool(config, ca);

  async function exchange(
    method: 'POST' | 'HEAD',
    headers: Readonly<Record<string, string>>,
    body: string | null,
  ): Promise<Exchange> {
    const request = { method, path: config.path, headers: { ...headers }, body };
    const { status, type, encoding, ...end } = await roundTrip(pool, request, timers, config.timeouts.answerMs);
    if (!end.ok) return failedExchange(end.error, status);
    const read = await readAnswerText({ bytes: end.bytes, type, encoding }, config.maxResponseBytes);
    return read.ok
      ? { kind: 'answered', status, text: read.text }
      : { kind: 'unreadable', status, detail: read.detail };
  }

  return {
    post: (body, headers) => exchange('POST', { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body),
    async isAnswering() {
      const answer = await exchange('HEAD', {}, null);
      const answered = answer.kind === 'answered' || answer.kind === 'unreadable';
      return answered && !NO_APPLICATION_BEHIND.includes(answer.status);
    },
    close: () => pool.destroy(),
  };
}
