/** Status words with one meaning, in the words the technician reads. Source: LD/T 32-2015; ISO/IEC 7816-4. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  0x9000: '成功',
  0x6281: '返回的数据可能有错',
  0x6282: '文件长度小于所需长度',
  0x6283: '所选文件无效',
  0x6300: '认证失败',
  0x6581: '写存储器失败',
  0x6700: '长度错误',
  0x6900: '命令不允许',
  0x6901: '命令不接受(无效状态)',
  0x6981: '命令与文件类型不符',
  0x6982: '不满足安全状态',
  0x6983: '认证方法已锁定',
  0x6984: '未取随机数',
  0x6985: '不满足使用条件',
  0x6986: '没有选择当前文件',
  0x6988: '安全报文数据错误',
  0x6a80: '数据域参数错误',
  0x6a81: '功能不支持,或卡/应用已锁定',
  0x6a82: '未找到文件',
  0x6a83: '未找到记录',
  0x6a84: '存储空间不足',
  0x6a86: '参数P1、P2错误',
  0x6a88: '未找到密钥',
  0x6b00: '偏移超出文件范围',
  0x6d00: '命令代码不支持',
  0x6e00: '命令类别不支持',
  0x6f00: '卡片返回未说明的错误',
  0x9302: '报文鉴别码错误',
  0x9303: '应用已永久锁定',
  0x9403: '密钥索引不支持',
  0x9406: '报文鉴别码不可用',
};

/** Families of status words whose second byte is a number. */
const STATUS_FAMILIES = [
  { mask: 0xff00, value: 0x6100, text: (low: number) => `还有${low}字节可取` },
  { mask: 0xff00, value: 0x6c00, text: (low: number) => `长度应为${low}` },
  { mask: 0xfff0, value: 0x63c0, text: (low: number) => `认证失败,还可尝试${low & 0x0f}次` },
] as const;

/** The status word as four hexadecimal digits with its meaning in Chinese. */
export function explainStatusWord(sw: number): string {
  const digits = sw.toString(16).toUpperCase().padStart(4, '0');
  const family = STATUS_FAMILIES.find(({ mask, value }) => (sw & mask) === value);
  const text = STATUS_WORDS[sw] ?? family?.text(sw & 0xff) ?? '未知状态';
  return `${digits} ${text}`;
}
