/** What happened and what to do, for the light, the test of a device and the command line. */
export type FaultText = readonly [happened: string, advice: string];

/** What can be wrong with the way to a device, for any device. */
type LineFault =
  | 'not-found'
  | 'not-a-device' // something else is at the path, or the path is where no device may be
  | 'port-busy'
  | 'port-denied'
  | 'port-refused' // the system opens it, but not with these settings
  | 'cable-lost'
  | 'no-answer'
  | 'protocol-error';

const lineFaultTexts = (device: string, meanwhile = ''): Readonly<Record<LineFault, FaultText>> => ({
  'not-found': [`没有找到${device}`, `请检查${device}的线是否插好${meanwhile}。`],
  'not-a-device': [`${device}的路径不是可用的设备`, '请技术人员在设备页核对端口。'],
  'port-busy': [`${device}端口被其他程序占用`, '请关闭占用端口的程序。'],
  'port-denied': [`没有权限使用${device}端口`, '请联系信息股。'],
  'port-refused': [`${device}端口打不开`, '请技术人员在设备页核对端口和波特率。'],
  'cable-lost': [`${device}连接中断`, `请检查${device}的线，插好后自动恢复${meanwhile}。`],
  'no-answer': [`${device}没有应答`, `请检查电源，拔插${device}的线；仍不行请联系信息股。`],
  'protocol-error': [`${device}应答异常`, `请拔插${device}的线；仍不行请联系信息股核对型号和波特率。`],
});

const INSTEAD = '；可先输入证件号码办理';

/** What keeps a card reader from working. */
export const readerFaultTexts = {
  ...lineFaultTexts('读卡器'),
  // The smart-card service of the system does not run.
  'service-absent': ['智能卡服务没有运行', `请联系信息股启动该服务${INSTEAD}。`],
  // No such file, or a library it needs is missing.
  'library-not-found': ['找不到读卡库', `请联系信息股核对读卡库文件${INSTEAD}。`],
  // A 32-bit library in a 64-bit helper, or the other way round.
  'library-bitness': ['读卡库位数不符', `请联系信息股换用对应位数的运行程序${INSTEAD}。`],
  // Loads, but lacks a function we call.
  'library-unfit': ['读卡库版本不符', `请联系信息股核对读卡库版本${INSTEAD}。`],
  // Took its helper process down.
  'library-crashed': ['读卡库出错，正在重新启动', '稍候再读一次；仍不行请联系信息股。'],
  // Gave no answer in time and was killed.
  'library-hung': ['读卡库没有响应，正在重新启动', '请检查读卡器的线；仍不行请联系信息股。'],
} as const satisfies Record<string, FaultText>;

/** What keeps a card from being read, although its reader works. */
export const cardFaultTexts = {
  // Power on brought no answer to reset.
  mute: ['卡没有应答', '请检查卡是否插反，取出后重新插入。'],
  // Went away while it was being read.
  pulled: ['读卡时卡被取出', '请重新插入社会保障卡。'],
  // The application cannot be selected.
  'not-a-social-security-card': ['这不是社会保障卡', '请换用社会保障卡，或输入证件号码。'],
  // Card or application blocked by its issuer.
  blocked: ['卡已被锁定', '请改用证件号码办理，并提醒群众到发卡处处理。'],
  // Answers, but not in a form the standard allows.
  unreadable: ['卡内数据无法识别', '请擦净卡面后重试，或输入证件号码。'],
  // Another program uses the card exclusively.
  'held-by-other': ['卡正被其他程序占用', '请关闭那个程序后重新插卡。'],
  // The vendor's library gave a return code; the detail explains it in Chinese.
  'refused-by-library': ['读卡库没有读出卡片', '请重新插卡；仍不行请输入证件号码。'],
} as const satisfies Record<string, FaultText>;

/** What keeps a reader of identity documents from working. */
export const idCardReaderFaultTexts = {
  ...lineFaultTexts('身份证阅读器', INSTEAD),
  'module-fault': ['身份证阅读器安全模块故障', '请关机重开；仍不行请联系信息股送修。'],
  'module-unauthorised': ['身份证阅读器安全模块未授权', `请联系信息股${INSTEAD}。`],
} as const satisfies Record<string, FaultText>;

/** What keeps an identity document from being read, although its reader works. */
export const idCardFaultTexts = {
  // Taken away while it was being read.
  pulled: ['读证时证件被拿开', '请把证件重新放上，等提示后再拿开。'],
  // The card did not answer as it should.
  'read-failed': ['证件没有读出', '请把证件拿开后重新放平。'],
  // Module and card did not recognise each other, or the information did not verify.
  'not-genuine': ['证件未通过阅读器核验', '请核对证件；可改用证件号码办理。'],
  // Answers, but in no known layout.
  unreadable: ['证件内容无法识别', '请改用证件号码办理，并联系信息股。'],
} as const satisfies Record<string, FaultText>;

/** What keeps a scanner from working. */
export const scannerFaultTexts = {
  ...lineFaultTexts('扫码器', INSTEAD),
  'protocol-error': ['扫码器数据异常', '请拔插扫码器的线；仍不行请联系信息股核对波特率。'],
} as const satisfies Record<LineFault, FaultText>;

/** Why a device on a byte link cannot be used. */
export type DeviceFault = keyof typeof scannerFaultTexts;
/** Why a card reader cannot be used. */
export type ReaderFault = keyof typeof readerFaultTexts;
/** Why a card was not read. */
export type CardFault = keyof typeof cardFaultTexts;
/** Why a reader of identity documents cannot be used. */
export type IdCardReaderFault = keyof typeof idCardReaderFaultTexts;
/** Why an identity document was not read. */
export type IdCardFault = keyof typeof idCardFaultTexts;
