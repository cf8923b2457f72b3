import type { CardFault, ReaderFault } from '../../../main/domain/device/faults.ts';
import { explainStatusWord } from '../statusWord.ts';

/** What a return code of a vendor's library means for the reader or the card. */
export type CodeMeaning =
  | { readonly kind: 'success' }
  | { readonly kind: 'no-card' }
  | { readonly kind: 'card-fault'; readonly fault: CardFault; readonly detail: string }
  | { readonly kind: 'reader-fault'; readonly fault: ReaderFault; readonly detail: string };

interface CodeEntry {
  /** What a technician reads. */
  readonly text: string;
  /** The card's fault when it is not simply `refused-by-library`. */
  readonly card?: CardFault;
  /** The code speaks of the reader, not of the card. */
  readonly reader?: ReaderFault;
}

/** Return codes below zero, but for negated status words. Source: error tables of public SSCardDriver users (C++ and JS agree). */
export const RETURN_CODES: Readonly<Record<number, CodeEntry>> = {
  [-1]: { text: '卡类型不对', card: 'not-a-social-security-card' },
  [-2]: { text: '无卡' },
  [-3]: { text: '卡未上电' },
  [-4]: { text: '卡无应答', card: 'mute' },
  [-5]: { text: '加载动态库错误', reader: 'library-not-found' },
  [-11]: { text: '读卡器连接错误', reader: 'no-answer' },
  [-12]: { text: '未建立连接', reader: 'no-answer' },
  [-13]: { text: '不支持该命令' },
  [-14]: { text: '命令参数错' },
  [-15]: { text: '信息校验和出错' },
  [-20]: { text: '卡识别码格式错误' },
  [-21]: { text: '内部认证失败,卡片不可信' },
  [-22]: { text: '传入数据与卡内不符' },
  [-23]: { text: '传入数据不合法' },
  [-24]: { text: 'PSAM卡密钥级别不够' },
  [-25]: { text: '内部认证结果与加密机不符' },
  [-31]: { text: '用户取消密码输入' },
  [-32]: { text: '密码输入操作超时' },
  [-33]: { text: '输入密码长度错' },
  [-34]: { text: '两次输入密码不一致' },
  [-35]: { text: '初始密码不能交易' },
  [-36]: { text: '不能改为初始密码' },
  [-41]: { text: '运算数据含非法字符' },
  [-42]: { text: '运算数据长度错' },
  [-51]: { text: '密码校验失败' },
  [-52]: { text: '密码已锁定', card: 'blocked' },
  [-2201]: { text: '无PSAM卡。请在读卡器内装PSAM卡,或配置加密机服务' },
  [-2202]: { text: 'PSAM卡算法不支持。请更换PSAM卡,或配置加密机服务' },
  [-2203]: { text: 'PSAM卡无RKSSSE密钥。请更换PSAM卡,或配置加密机服务' },
  [-2204]: { text: '不需要加密机认证' },
};

/** Codes after which the two HSM steps are tried: no usable PSAM in the reader; the last is the negated status word 6A88. */
const HSM_CODES: ReadonlySet<number> = new Set([-2201, -2202, -2203, -24, -0x6a88]);

/** True when an HSM service can take the place of the missing PSAM. */
export function asksForHsm(code: number): boolean {
  return HSM_CODES.has(code);
}

/** Status words by which a card or its application is blocked for good. */
const BLOCKED: ReadonlySet<number> = new Set([-0x6283, -0x6983, -0x9303]);

/**
 * What the code means. Below zero it stands in the table or is minus the card's status word (ISO 7816-4 has those from 6100 to
 * 9FFF); any other code is reported with its number.
 */
export function meaningOf(code: number): CodeMeaning {
  if (code === 0) return { kind: 'success' };
  if (code === -2) return { kind: 'no-card' };
  const detail = explainCode(code);
  const entry = RETURN_CODES[code];
  if (entry?.reader !== undefined) return { kind: 'reader-fault', fault: entry.reader, detail };
  const fault = entry?.card ?? (BLOCKED.has(code) ? 'blocked' : 'refused-by-library');
  return { kind: 'card-fault', fault, detail };
}

/** The code with its meaning in Chinese. */
export function explainCode(code: number): string {
  const text = RETURN_CODES[code]?.text;
  if (text !== undefined) return `读卡库返回 ${code}:${text}`;
  if (code <= -0x6100 && code >= -0x9fff) return `读卡库返回 ${code}:卡片状态 ${explainStatusWord(-code)}`;
  return `读卡库返回 ${code}:厂家未公布的代码`;
}
