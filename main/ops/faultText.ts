import type { CardFault, ReaderFault } from '../../native/card/port.ts';

/** What happened to the reader and what to do next, for the technician. */
export const READER_FAULT_TEXT = {
  'not-found': '找不到读卡器端口。请检查连线和端口名称(device list 可列出端口,也可直接给出路径)。',
  'port-busy': '读卡器端口被其他程序占用。请关闭占用端口的程序后再试。',
  'port-denied': '没有打开读卡器端口的权限。请让管理员授权当前用户使用串口。',
  'cable-lost': '读卡器连线中断。请插紧连线后再试,卡上的数据未被改动。',
  'no-answer': '读卡器没有应答。请检查电源、波特率和型号(--variant)。',
  'protocol-error': '读卡器的应答不符合协议。请检查型号(--variant)、波特率和连线干扰。',
} as const satisfies Record<ReaderFault, string>;

/** What happened to the card and what to do next, for the technician. */
export const CARD_FAULT_TEXT = {
  mute: '卡片没有复位应答。请检查卡片方向,擦净芯片后重新插卡。',
  pulled: '读卡未完成,卡片已被取出。请重新插卡,读完前不要取出。',
  'not-a-social-security-card': '这不是社会保障卡。请换社会保障卡。',
  blocked: '卡片或卡内应用已被锁定。请持卡人到发卡机构处理。',
  unreadable: '卡片数据不能按标准读出。请重新插卡;仍不能读时按证件号码办理。',
} as const satisfies Record<CardFault, string>;
