import type { CardFault, ReaderFault } from '../../native/card/port.ts';

/** What happened to the reader and what to do next, for the technician. */
export const READER_FAULT_TEXT = {
  'not-found': '找不到读卡器端口。请检查连线和端口名称(device list 可列出端口,也可直接给出路径)。',
  'not-a-device': '这个路径不是读卡器端口。请核对路径(device list 可列出端口)。',
  'port-busy': '读卡器端口被其他程序占用。请关闭占用端口的程序后再试。',
  'port-denied': '没有打开读卡器端口的权限。请让管理员授权当前用户使用串口。',
  'cable-lost': '读卡器连线中断。请插紧连线后再试,卡上的数据未被改动。',
  'no-answer': '读卡器没有应答。请检查电源、波特率和型号(--variant)。',
  'protocol-error': '读卡器的应答不符合协议。请检查型号(--variant)、波特率和连线干扰。',
  'service-absent': '系统的智能卡服务没有运行。请启动该服务(Linux: pcscd,Windows: Smart Card)后再试。',
  'library-not-found': '找不到读卡库,或它所需的其他文件不在。请检查路径,并按厂家说明安装完整。',
  'library-bitness': '读卡库与辅助进程位数不同(32 位或 64 位)。请改用相应位数的库,或配置相应位数的运行环境。',
  'library-unfit': '读卡库缺少需要的函数。请确认型号和版本,或向厂家索取符合规范的库。',
  'library-crashed': '读卡库运行时崩溃,辅助进程已自动重启,柜台不受影响。反复出现请联系厂家。',
  'library-hung': '读卡库长时间没有返回,已强制结束并重启,柜台不受影响。请检查读卡器连线;反复出现请联系厂家。',
} as const satisfies Record<ReaderFault, string>;

/** What happened to the card and what to do next, for the technician. */
export const CARD_FAULT_TEXT = {
  mute: '卡片没有复位应答。请检查卡片方向,擦净芯片后重新插卡。',
  pulled: '读卡未完成,卡片已被取出。请重新插卡,读完前不要取出。',
  'not-a-social-security-card': '这不是社会保障卡。请换社会保障卡。',
  blocked: '卡片或卡内应用已被锁定。请持卡人到发卡机构处理。',
  unreadable: '卡片数据不能按标准读出。请重新插卡;仍不能读时按证件号码办理。',
  'held-by-other': '卡片正被其他程序独占。请关闭那个程序后重新插卡。',
  'refused-by-library': '读卡库没有读出卡片。',
} as const satisfies Record<CardFault, string>;
