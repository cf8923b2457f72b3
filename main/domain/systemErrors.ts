/**
 * What errors of the operating system, of Node and of its libraries say, in the words of the people at the counter. The one table:
 * what goes to a screen about a line, a file, a program or a connection comes from here, and never from the error's own text, which
 * is English and repeats paths and what was sent.
 */
const WORDS = {
  // Files, devices and programs: errno(3).
  ENOENT: '没有这个文件或设备',
  ENOTDIR: '没有这个文件或设备',
  ENODEV: '没有这个设备',
  ENXIO: '没有这个设备',
  EIO: '设备没有应答',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EBUSY: '正被其他程序使用',
  EAGAIN: '正被其他程序使用',
  EWOULDBLOCK: '正被其他程序使用',
  ETXTBSY: '正被其他程序使用',
  EEXIST: '已经存在',
  EISDIR: '这是文件夹',
  ELOOP: '路径绕了圈',
  EINVAL: '设备不接受这样的设置',
  ENOTTY: '不是串口',
  ENOEXEC: '不是本机能运行的程序',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已满',
  EROFS: '磁盘只读',
  ENOMEM: '内存不足',
  EMFILE: '打开的文件太多',
  ENFILE: '打开的文件太多',
  ENAMETOOLONG: '名称太长',
  EBADF: '设备已经断开',
  // Connections.
  ECONNREFUSED: '对方拒绝连接',
  ECONNRESET: '连接中断',
  ECONNABORTED: '连接中断',
  EPIPE: '连接中断',
  ENOTCONN: '连接中断',
  ESHUTDOWN: '连接中断',
  ENETRESET: '连接中断',
  ETIMEDOUT: '连接超时',
  ENOTFOUND: '找不到服务器地址',
  EAI_AGAIN: '域名解析失败',
  EAI_FAIL: '域名解析失败',
  EAI_NONAME: '找不到服务器地址',
  EAI_NODATA: '找不到服务器地址',
  EHOSTUNREACH: '网络不通',
  EHOSTDOWN: '网络不通',
  ENETUNREACH: '网络不通',
  ENETDOWN: '网络不通',
  EADDRINUSE: '端口正被其他程序使用',
  EADDRNOTAVAIL: '本机没有这个地址',
  EPROTO: '对方的应答不合规范',
} as const satisfies Record<string, string>;

/** What nobody has words for. */
const NO_WORDS = '系统没有说明原因';

/** A code as systems and libraries give them. */
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;

/** The words of a code; undefined for one that is not in the table. */
export function systemErrorWords(code: string): string | undefined {
  const words: Readonly<Record<string, string>> = WORDS;
  return Object.hasOwn(words, code) ? words[code] : undefined;
}

/** The system's code of an error; empty when it has none. */
export function systemCodeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' && CODE.test(code) ? code : '';
}

/** An error for the technician: its words, and its code behind them for whoever looks it up. Nothing of its own text. */
export function explainSystemError(error: unknown): string {
  const code = systemCodeOf(error);
  return code === '' ? NO_WORDS : `${systemErrorWords(code) ?? NO_WORDS}（${code}）`;
}
