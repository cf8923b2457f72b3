import type { FormValues } from '../case/papers.ts';
import { fieldInWords, shownFields } from '../catalogue/form.ts';
import type { ServiceItem } from '../catalogue/item.ts';
import { writtenName } from '../identity/name.ts';
import type { SlipHall } from '../slip/slip.ts';
import { printedMinute } from '../calendar/printedDate.ts';
import { rowsPart } from './rowsPart.ts';
import type { Sheet } from './sheet.ts';

/** What an application form is made from. */
export interface Application {
  readonly item: ServiceItem;
  readonly form: FormValues;
  readonly citizen: { readonly name: string; readonly idNumber: string };
  /** Empty before the case has one. */
  readonly caseNumber: string;
  readonly hall: SlipHall;
  readonly teller: { readonly number: string; readonly name: string };
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

/**
 * The application form as it is filled in now, for the citizen to check and to sign. It carries the ID number in full: it is the
 * hall's own record of who applied.
 */
export function applicationSheet(application: Application): Sheet {
  const { item, form, citizen, hall, teller } = application;
  const shown = shownFields(item, form);
  const tables = shown.filter((field) => field.kind === 'rows');
  const plain = shown.filter((field) => field.kind !== 'rows');
  return {
    organ: hall.organ,
    title: `${item.name}申请表`,
    number: application.caseNumber,
    facts: [
      { label: '申请人', value: writtenName(citizen.name) },
      { label: '证件号码', value: citizen.idNumber },
      { label: '事项', value: item.name },
      { label: '事项编码', value: item.code },
    ],
    parts: [
      {
        kind: 'pairs',
        heading: '申请内容',
        pairs: plain.map((field) => ({
          label: field.label,
          value: fieldInWords(field, form[field.code] ?? ''),
        })),
      },
      ...tables.map((field) => rowsPart(field, form[field.code] ?? '')),
      { kind: 'text', heading: '申请人声明', text: '以上内容由本人核对，真实无误。', large: false },
    ],
    signatures: ['申请人（或代办人）签名：'],
    qr: null,
    foot: [
      { label: '办理地点', value: `${hall.hall}　${hall.window} 号窗口` },
      { label: '经办人', value: `${teller.name}（${teller.number}）` },
      { label: '打印时间', value: printedMinute(application.at) },
    ],
  };
}
