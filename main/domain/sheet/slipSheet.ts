import { writtenName } from '../identity/name.ts';
import { agentFacts, slipQrText, standInFacts } from '../slip/parts.ts';
import { signedSentence, slipKindRules, slipParts } from '../slip/kinds/table.ts';
import { printedMinute } from '../calendar/printedDate.ts';
import type { Slip } from '../slip/slip.ts';
import type { Sheet } from './sheet.ts';

/** A slip on A4 paper: the same model as on the receipt, nothing added and nothing left out. */
export function slipSheet(slip: Slip): Sheet {
  const { hall } = slip;
  const { title } = slipKindRules[slip.kind];
  const signed = signedSentence(slip);
  return {
    organ: hall.organ,
    title: title,
    number: slip.number,
    facts: [
      { label: '申请人', value: writtenName(slip.citizen.name) },
      { label: '证件号', value: slip.citizen.maskedIdNumber },
      ...agentFacts(slip),
      { label: '事项', value: slip.item.name },
      { label: '事项编码', value: slip.item.code },
      { label: '办件编号', value: slip.caseNumber },
      { label: '出具时间', value: printedMinute(slip.issuedAt) },
    ],
    parts: slipParts(slip),
    signatures: signed === undefined ? [] : [`${signed}申请人签名：`],
    qr: slipQrText(slip),
    foot: [
      { label: '办理地点', value: `${hall.hall}　${hall.address}　${hall.window} 号窗口` },
      { label: '办理时间', value: hall.openingHours },
      { label: '咨询电话', value: hall.phone },
      { label: '监督电话', value: hall.supervisionPhone },
      { label: '经办人', value: `${slip.teller.name}（${slip.teller.number}）` },
      ...standInFacts(slip),
      { label: '收费', value: '不收费' },
    ],
  };
}
