import { noDayTexts } from '../slip/deadlineText.ts';
import { unreachable } from '../result.ts';
import { SLIP_TITLES, howReceived, slipQrText } from '../slip/parts.ts';
import { printedDay, printedMinute, printedWeekday } from '../slip/printedDate.ts';
import type { AcceptanceSlip, CompletionSlip, NoticeSlip, ReceivedMaterial, Slip } from '../slip/slip.ts';
import type { Sheet, SheetPart } from './sheet.ts';

const AMOUNT = /^[￥¥]?-?[\d,]+\.\d{2}元?$/;

function receivedTable(heading: string, received: readonly ReceivedMaterial[]): SheetPart[] {
  if (received.length === 0) return [];
  return [
    {
      kind: 'table',
      heading,
      columns: [
        { title: '序号', align: 'text' },
        { title: '材料', align: 'text' },
        { title: '形式', align: 'text' },
      ],
      rows: received.map((material, index) => [String(index + 1), material.name, howReceived(material)]),
    },
  ];
}

const large = (heading: string, text: string): SheetPart => ({ kind: 'text', heading, text, large: true });
const plain = (heading: string, text: string): SheetPart => ({ kind: 'text', heading, text, large: false });
const dayInFull = (date: string): string => `${printedDay(date)}（${printedWeekday(date)}）`;

function noticeParts(slip: NoticeSlip): SheetPart[] {
  const days = `${slip.workingDays} 个工作日`;
  return [
    {
      kind: 'table',
      heading: `还缺以下 ${slip.missing.length} 份材料`,
      columns: [
        { title: '序号', align: 'text' },
        { title: '材料', align: 'text' },
        { title: '原因', align: 'text' },
        { title: '请带', align: 'text' },
      ],
      rows: slip.missing.map(({ name, reason, guidance, copies }, index) => [
        String(index + 1),
        name,
        reason,
        [guidance, copies].filter((text) => text !== undefined && text !== '').join('；'),
      ]),
    },
    plain('', '以上是全部要补的材料，一次告知；补齐后即予受理。'),
    'on' in slip.dueOn
      ? large('请在这一天之前补齐（含当天）', `${dayInFull(slip.dueOn.on)}，共 ${days}`)
      : large('补齐期限', `${days}，自本告知书出具的次日起算。${noDayTexts[slip.dueOn.unknown]}`),
    ...(slip.systemSupplied.length === 0 ? [] : [plain('不用带，由系统获取', slip.systemSupplied.join('、'))]),
    ...receivedTable('已核对，不用再带', slip.received),
  ];
}

function promisePart(slip: AcceptanceSlip): SheetPart {
  if (slip.handling === 'instant') return large('办理时限', '即时办结，请在窗口稍候。');
  return 'on' in slip.promisedOn
    ? large('承诺在这一天之前办结', dayInFull(slip.promisedOn.on))
    : plain('办理时限', `按承诺时限办理。${noDayTexts[slip.promisedOn.unknown]}`);
}

function acceptanceParts(slip: AcceptanceSlip): SheetPart[] {
  return [
    plain('', '您的申请材料齐全，已经受理。'),
    ...receivedTable('收到的材料', slip.received),
    promisePart(slip),
    plain('怎样查询进度', '凭本通知书的办件编号，到窗口、自助机或打咨询电话查询。'),
  ];
}

function completionParts(slip: CompletionSlip): SheetPart[] {
  const amounts = slip.result.some(({ value }) => AMOUNT.test(value));
  return [
    plain('', '您申请的事项已经办结。'),
    {
      kind: 'table',
      heading: '办理结果',
      columns: [
        { title: '项目', align: 'text' },
        { title: '结果', align: amounts ? 'amount' : 'text' },
      ],
      rows: slip.result.map(({ label, value }) => [label, value]),
    },
    large('生效日期', dayInFull(slip.effectiveOn)),
    plain('', '对结果有疑问，请到窗口或打咨询电话询问。'),
  ];
}

function partsOf(slip: Slip): SheetPart[] {
  switch (slip.kind) {
    case 'BZ':
      return noticeParts(slip);
    case 'SL':
      return acceptanceParts(slip);
    case 'BJ':
      return completionParts(slip);
    default:
      return unreachable(slip, 'kind of slip');
  }
}

/** A slip on A4 paper: the same model as on the receipt, nothing added and nothing left out. */
export function slipSheet(slip: Slip): Sheet {
  const { hall } = slip;
  return {
    organ: hall.organ,
    title: SLIP_TITLES[slip.kind],
    number: slip.number,
    facts: [
      { label: '申请人', value: slip.citizen.name },
      { label: '证件号', value: slip.citizen.maskedIdNumber },
      { label: '事项', value: slip.item.name },
      { label: '事项编码', value: slip.item.code },
      { label: '办件编号', value: slip.caseNumber },
      { label: '出具时间', value: printedMinute(slip.issuedAt) },
    ],
    parts: partsOf(slip),
    signatures: slip.kind === 'BZ' ? ['本人已收到本告知书，知道需要补正的全部材料。申请人签名：'] : [],
    qr: slipQrText(slip),
    foot: [
      { label: '办理地点', value: `${hall.hall}　${hall.address}　${hall.window} 号窗口` },
      { label: '办理时间', value: hall.openingHours },
      { label: '咨询电话', value: hall.phone },
      { label: '监督电话', value: hall.supervisionPhone },
      { label: '经办人', value: `${slip.teller.name}（${slip.teller.number}）` },
      { label: '收费', value: '不收费' },
    ],
  };
}
