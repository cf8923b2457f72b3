import { writtenName } from '../identity/name.ts';
import { unreachable } from '../result.ts';
import type { StaffName } from '../staff/actor.ts';
import type { SlipLine } from './line.ts';
import { printedDay, printedMinute, printedWeekday } from '../calendar/printedDate.ts';
import { feed, heading, labelled, numbered, paragraph, RULE, type SlipPaper } from './rows.ts';
import type { AcceptanceSlip, ReceivedMaterial, ReprintMark, Slip, SlipAgent } from './slip.ts';

/** The mark of a copy, with who made it and when, so that two slips of one number can be told apart. */
export function reprintLines(paper: SlipPaper, mark: ReprintMark): SlipLine[] {
  return [
    ...paragraph(paper, `【补打 ${mark.count}】`, { align: 'centre', bold: true }),
    ...paragraph(paper, printedMinute(mark.at), { align: 'centre' }),
    ...paragraph(paper, mark.by, { align: 'centre' }),
  ];
}

const acting = { agent: '代办人', guardian: '监护人' } as const satisfies Record<SlipAgent['acts'], string>;

/** Who acts for the citizen, as label and value; nothing when they act themselves. */
export function agentFacts({
  agent,
}: Pick<Slip, 'agent'>): readonly { readonly label: string; readonly value: string }[] {
  if (!agent) return [];
  const label = acting[agent.acts];
  const number = { label: `${label}证件号`, value: agent.maskedIdNumber };
  const relation = agent.relation === undefined ? [] : [{ label: '与申请人关系', value: agent.relation }];
  return [{ label, value: writtenName(agent.name) }, ...(agent.maskedIdNumber === '' ? [] : [number]), ...relation];
}

/** Who issues, what it is, for whom and about what. */
export function headLines(paper: SlipPaper, slip: Slip, title: string): SlipLine[] {
  return [
    ...paragraph(paper, slip.hall.organ, { align: 'centre' }),
    ...paragraph(paper, title, { align: 'centre', bold: true, double: true }),
    feed(1),
    ...labelled(paper, '编号', slip.number),
    RULE,
    ...labelled(paper, '申请人', writtenName(slip.citizen.name), { bold: true }),
    ...labelled(paper, '证件号', slip.citizen.maskedIdNumber),
    ...agentFacts(slip).flatMap(({ label, value }) => labelled(paper, label, value)),
    ...labelled(paper, '事项', slip.item.name, { bold: true }),
    ...labelled(paper, '事项编码', slip.item.code),
    ...labelled(paper, '办件编号', slip.caseNumber),
    RULE,
  ];
}

/** How a material was received, in words. */
export function howReceived(material: ReceivedMaterial): string {
  switch (material.how) {
    case 'original':
      return '原件';
    case 'copy':
      return '复印件';
    case 'card':
      return '证卡已核验';
    case 'system':
      return material.source === undefined || material.source === '' ? '由系统获取' : `由系统获取，${material.source}`;
    case 'system-pending':
      return '由系统获取，待核实';
    default:
      return unreachable(material.how, 'way a material was received');
  }
}

/** The numbered list of what was received, and how. */
export function receivedLines(paper: SlipPaper, received: readonly ReceivedMaterial[]): SlipLine[] {
  return received.flatMap((material, index) =>
    numbered(paper, index + 1, received.length, `${material.name}（${howReceived(material)}）`),
  );
}

/** What holds from the acceptance on. */
export function atOnceLines(paper: SlipPaper, { atOnce = [] }: Pick<AcceptanceSlip, 'atOnce'>): SlipLine[] {
  if (atOnce.length === 0) return [];
  return [RULE, ...atOnce.flatMap(({ label, value }) => labelled(paper, label, value, { bold: true }))];
}

/** A day as the citizen must not overlook it, followed by `after` in normal size. */
export function largeDay(paper: SlipPaper, date: string, after: string): SlipLine[] {
  return [
    ...paragraph(paper, printedDay(date), { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, `（${printedWeekday(date)}）${after}`, { align: 'centre' }),
  ];
}

/** Where to go and when, whom to call, what it costs. */
export function whereLines(paper: SlipPaper, slip: Slip): SlipLine[] {
  const { hall } = slip;
  return [
    RULE,
    ...heading(paper, '办理地点和电话'),
    ...labelled(paper, '大厅', hall.hall),
    ...labelled(paper, '地址', hall.address),
    ...labelled(paper, '窗口', hall.window, { bold: true }),
    ...labelled(paper, '时间', hall.openingHours),
    ...labelled(paper, '咨询电话', hall.phone, { bold: true }),
    ...labelled(paper, '监督电话', hall.supervisionPhone),
    ...labelled(paper, '收费', '不收费'),
    RULE,
  ];
}

/**
 * What the QR code of a slip says: `YGT1/slip number/case number`, only characters of the compact
 * alphanumeric mode of QR codes. `YGT1` is this form; a scanner at the window or
 * at the kiosk opens the case with it. It carries no personal data.
 */
export function slipQrText(slip: Pick<Slip, 'number' | 'caseNumber'>): string {
  return `YGT1/${slip.number}/${slip.caseNumber}`;
}

/** Reads {@link slipQrText} back; null when it is no such text. Kind, day and window of the number are not looked into. */
export function readSlipQrText(text: string): { readonly slipNumber: string; readonly caseNumber: string } | null {
  const [, slipNumber, caseNumber] = /^YGT1\/([A-Z]{2}\d{10}-\d{4,})\/(\d{24,})$/.exec(text) ?? [];
  return slipNumber === undefined || caseNumber === undefined ? null : { slipNumber, caseNumber };
}

const named = ({ name, number }: StaffName): string => `${name}（${number}）`;

/** What was done in the place of somebody absent (AB 岗), as label and value. */
export function standInFacts({
  standIns = [],
}: Pick<Slip, 'standIns'>): readonly { readonly label: string; readonly value: string }[] {
  return standIns.map(({ node, by, inPlaceOf }) => ({
    label: `${node}代办`,
    value: `${named(by)} 代 ${named(inPlaceOf)}`,
  }));
}

/** The code, and who issued the slip when, as the foot of an official letter. */
export function footLines(paper: SlipPaper, slip: Slip): SlipLine[] {
  return [
    { kind: 'qr', data: slipQrText(slip) },
    ...paragraph(paper, '出示此码可查询本件', { align: 'centre' }),
    feed(1),
    ...labelled(paper, '经办人', named(slip.teller)),
    ...standInFacts(slip).flatMap(({ label, value }) => labelled(paper, label, value)),
    ...paragraph(paper, slip.hall.organ, { align: 'right' }),
    ...paragraph(paper, printedMinute(slip.issuedAt), { align: 'right' }),
  ];
}
