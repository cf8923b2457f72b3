/**
 * Return codes of PC/SC as unsigned 32-bit numbers, with what they mean for the technician. Sources: pcsc-lite
 * `pcsclite.h`; Windows `winerror.h` (the last codes of either block exist there only). 8010001F is "unexpected" on Windows
 * and also "unsupported feature" in pcsc-lite.
 */
export const PCSC_CODES = {
  SCARD_S_SUCCESS: { code: 0x00000000, text: '成功' },
  SCARD_F_INTERNAL_ERROR: { code: 0x80100001, text: '智能卡服务内部错误' },
  SCARD_E_CANCELLED: { code: 0x80100002, text: '等待已取消' },
  SCARD_E_INVALID_HANDLE: { code: 0x80100003, text: '与智能卡服务的连接已失效' },
  SCARD_E_INVALID_PARAMETER: { code: 0x80100004, text: '参数无效' },
  SCARD_E_INVALID_TARGET: { code: 0x80100005, text: '注册信息缺失或无效' },
  SCARD_E_NO_MEMORY: { code: 0x80100006, text: '内存不足' },
  SCARD_F_WAITED_TOO_LONG: { code: 0x80100007, text: '内部计时器超时' },
  SCARD_E_INSUFFICIENT_BUFFER: { code: 0x80100008, text: '数据缓冲区太小' },
  SCARD_E_UNKNOWN_READER: { code: 0x80100009, text: '系统没有这个读卡器' },
  SCARD_E_TIMEOUT: { code: 0x8010000a, text: '等待超时' },
  SCARD_E_SHARING_VIOLATION: { code: 0x8010000b, text: '卡片正被其他程序独占使用' },
  SCARD_E_NO_SMARTCARD: { code: 0x8010000c, text: '读卡器中没有卡片' },
  SCARD_E_UNKNOWN_CARD: { code: 0x8010000d, text: '未知的卡片名称' },
  SCARD_E_CANT_DISPOSE: { code: 0x8010000e, text: '不能按要求处置卡片' },
  SCARD_E_PROTO_MISMATCH: { code: 0x8010000f, text: '卡片不支持所要求的通信协议' },
  SCARD_E_NOT_READY: { code: 0x80100010, text: '读卡器或卡片尚未就绪' },
  SCARD_E_INVALID_VALUE: { code: 0x80100011, text: '参数值无效' },
  SCARD_E_SYSTEM_CANCELLED: { code: 0x80100012, text: '系统正在注销或关机,操作已取消' },
  SCARD_F_COMM_ERROR: { code: 0x80100013, text: '与智能卡服务通信出错' },
  SCARD_F_UNKNOWN_ERROR: { code: 0x80100014, text: '原因不明的内部错误' },
  SCARD_E_INVALID_ATR: { code: 0x80100015, text: '复位应答无效' },
  SCARD_E_NOT_TRANSACTED: { code: 0x80100016, text: '没有可结束的事务' },
  SCARD_E_READER_UNAVAILABLE: { code: 0x80100017, text: '读卡器目前不可用' },
  SCARD_P_SHUTDOWN: { code: 0x80100018, text: '智能卡服务正在退出' },
  SCARD_E_PCI_TOO_SMALL: { code: 0x80100019, text: '协议信息缓冲区太小' },
  SCARD_E_READER_UNSUPPORTED: { code: 0x8010001a, text: '读卡器驱动不符合要求' },
  SCARD_E_DUPLICATE_READER: { code: 0x8010001b, text: '读卡器名称重复' },
  SCARD_E_CARD_UNSUPPORTED: { code: 0x8010001c, text: '不支持这种卡片' },
  SCARD_E_NO_SERVICE: { code: 0x8010001d, text: '智能卡服务没有运行' },
  SCARD_E_SERVICE_STOPPED: { code: 0x8010001e, text: '智能卡服务已停止(Windows 在拔下最后一个读卡器后也会停止它)' },
  SCARD_E_UNEXPECTED: { code: 0x8010001f, text: '卡片发生意外错误,或不支持所要求的功能' },
  SCARD_E_ICC_INSTALLATION: { code: 0x80100020, text: '没有找到卡片的主提供程序' },
  SCARD_E_ICC_CREATEORDER: { code: 0x80100021, text: '不支持所要求的创建顺序' },
  SCARD_E_UNSUPPORTED_FEATURE: { code: 0x80100022, text: '不支持所要求的功能' },
  SCARD_E_DIR_NOT_FOUND: { code: 0x80100023, text: '卡片上没有这个目录' },
  SCARD_E_FILE_NOT_FOUND: { code: 0x80100024, text: '卡片上没有这个文件' },
  SCARD_E_NO_DIR: { code: 0x80100025, text: '路径不是卡片目录' },
  SCARD_E_NO_FILE: { code: 0x80100026, text: '路径不是卡片文件' },
  SCARD_E_NO_ACCESS: { code: 0x80100027, text: '没有访问权限' },
  SCARD_E_WRITE_TOO_MANY: { code: 0x80100028, text: '卡片存储空间不足' },
  SCARD_E_BAD_SEEK: { code: 0x80100029, text: '文件定位出错' },
  SCARD_E_INVALID_CHV: { code: 0x8010002a, text: '密码错误' },
  SCARD_E_UNKNOWN_RES_MNG: { code: 0x8010002b, text: '智能卡服务返回未知错误' },
  SCARD_E_NO_SUCH_CERTIFICATE: { code: 0x8010002c, text: '没有所要求的证书' },
  SCARD_E_CERTIFICATE_UNAVAILABLE: { code: 0x8010002d, text: '不能取得所要求的证书' },
  SCARD_E_NO_READERS_AVAILABLE: { code: 0x8010002e, text: '没有连接读卡器' },
  SCARD_E_COMM_DATA_LOST: { code: 0x8010002f, text: '与卡片通信出错,请重试' },
  SCARD_E_NO_KEY_CONTAINER: { code: 0x80100030, text: '卡片上没有所要求的密钥容器' },
  SCARD_E_SERVER_TOO_BUSY: { code: 0x80100031, text: '智能卡服务太忙' },
  SCARD_E_PIN_CACHE_EXPIRED: { code: 0x80100032, text: '密码缓存已过期' },
  SCARD_E_NO_PIN_CACHE: { code: 0x80100033, text: '不能缓存密码' },
  SCARD_E_READ_ONLY_CARD: { code: 0x80100034, text: '卡片只读' },
  SCARD_W_UNSUPPORTED_CARD: { code: 0x80100065, text: '读卡器不能与这张卡通信(复位应答冲突)' },
  SCARD_W_UNRESPONSIVE_CARD: { code: 0x80100066, text: '卡片对复位没有应答' },
  SCARD_W_UNPOWERED_CARD: { code: 0x80100067, text: '卡片已断电' },
  SCARD_W_RESET_CARD: { code: 0x80100068, text: '卡片已被其他程序复位' },
  SCARD_W_REMOVED_CARD: { code: 0x80100069, text: '卡片已被取出' },
  SCARD_W_SECURITY_VIOLATION: { code: 0x8010006a, text: '违反安全规则,拒绝访问' },
  SCARD_W_WRONG_CHV: { code: 0x8010006b, text: '密码错误' },
  SCARD_W_CHV_BLOCKED: { code: 0x8010006c, text: '密码已锁定' },
  SCARD_W_EOF: { code: 0x8010006d, text: '已到卡片文件末尾' },
  SCARD_W_CANCELLED_BY_USER: { code: 0x8010006e, text: '用户取消' },
  SCARD_W_CARD_NOT_AUTHENTICATED: { code: 0x8010006f, text: '尚未验证密码' },
  SCARD_W_CACHE_ITEM_NOT_FOUND: { code: 0x80100070, text: '缓存中没有所要求的项目' },
  SCARD_W_CACHE_ITEM_STALE: { code: 0x80100071, text: '缓存项目已过期' },
  SCARD_W_CACHE_ITEM_TOO_BIG: { code: 0x80100072, text: '缓存项目太大' },
} as const satisfies Record<string, { readonly code: number; readonly text: string }>;

/** Name of a return code, e.g. `SCARD_E_NO_SERVICE`. */
export type PcscCodeName = keyof typeof PCSC_CODES;

const NAMES: ReadonlyMap<number, PcscCodeName> = new Map(
  Object.entries(PCSC_CODES).flatMap(([name, { code }]) => (isPcscCodeName(name) ? [[code, name] as const] : [])),
);

function isPcscCodeName(name: string): name is PcscCodeName {
  return Object.hasOwn(PCSC_CODES, name);
}

/**
 * A return value as its unsigned 32-bit code: the C type is signed 32-bit on Windows and macOS, 64-bit on Linux, and the
 * same code comes as a negative or as a positive number.
 */
export function unsignedCode(returned: number | bigint): number {
  return Number(BigInt.asUintN(32, BigInt(returned)));
}

/** Name of a code; undefined for one that no source lists. */
export function pcscCodeName(code: number): PcscCodeName | undefined {
  return NAMES.get(code);
}

/** Code, name and Chinese meaning in one line, e.g. `8010001D SCARD_E_NO_SERVICE 智能卡服务没有运行`. */
export function explainPcscCode(code: number): string {
  const digits = code.toString(16).toUpperCase().padStart(8, '0');
  const name = pcscCodeName(code);
  return name === undefined ? `${digits} 未知返回码` : `${digits} ${name} ${PCSC_CODES[name].text}`;
}
