import { printedDay, printedMinute } from '../calendar/printedDate.ts';
import { whatToBring } from '../case/slipContents.ts';
import { conditionInWords } from '../catalogue/form.ts';
import type { ItemMaterial, ServiceItem } from '../catalogue/item.ts';
import { limitText } from '../catalogue/limit.ts';
import { isFromCitizen } from '../catalogue/materialList.ts';
import { sourceRules } from '../catalogue/sources/table.ts';
import type { SlipHall } from '../slip/slip.ts';
import type { Sheet, SheetPart } from './sheet.ts';

/** What a guide is made from. */
interface Guide {
  readonly item: ServiceItem;
  readonly hall: SlipHall;
  readonly teller: { readonly number: string; readonly name: string };
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

const channelTexts = {
  window: '大厅窗口',
  web: '网上办理',
  'self-service': '自助机',
  hospital: '定点医院',
} as const satisfies Record<ServiceItem['channels'][number], string>;

const feeTexts = { none: '不收费' } as const satisfies Record<ServiceItem['fee'], string>;

/**
 * The one-time notification card (一次性告知卡) for somebody who only asks: what the item needs and gives, in the version in force. It
 * is of nobody and of no case, so it names no citizen and has no number of its own.
 */
export function guideSheet({ item, hall, teller, at }: Guide): Sheet {
  return {
    organ: hall.organ,
    title: `${item.name}一次性告知卡`,
    number: `${item.code} 第 ${item.version} 版`,
    facts: [
      { label: '办理对象', value: item.applicants.join('、') },
      { label: '版本', value: `${printedDay(item.effectiveFrom)}起施行` },
      { label: '办理时限', value: limitText(item) },
      { label: '收费', value: feeTexts[item.fee] },
      { label: '办理渠道', value: item.channels.map((channel) => channelTexts[channel]).join('、') },
      { label: '补正期限', value: `材料不齐的，一次告知后 ${item.supplementDays} 个工作日内补齐` },
    ],
    parts: [
      ...broughtPart(item),
      ...suppliedPart(item),
      ...(item.conditions.length > 0 ? [conditionsPart(item)] : []),
      {
        kind: 'text',
        heading: '说明',
        text: '以上是本事项需要的全部材料，一次告知。本卡只供了解，不是受理凭证；办理时以当天施行的版本为准。',
        large: false,
      },
    ],
    signatures: [],
    qr: null,
    foot: [
      { label: '办理地点', value: `${hall.hall}　${hall.address}　${hall.window} 号窗口` },
      { label: '办理时间', value: hall.openingHours },
      { label: '咨询电话', value: hall.phone },
      { label: '监督电话', value: hall.supervisionPhone },
      { label: '告知人', value: `${teller.name}（${teller.number}）` },
      { label: '告知时间', value: printedMinute(at) },
    ],
  };
}

function nameOf(item: ServiceItem, { name, requiredWhen }: ItemMaterial): string {
  const condition = conditionInWords(item, requiredWhen);
  return condition === '' ? name : `${name}（${condition}时需要）`;
}

function broughtPart(item: ServiceItem): SheetPart[] {
  const brought = item.materials.filter(isFromCitizen);
  if (brought.length === 0) return [{ kind: 'text', heading: '要带的材料', text: '不用带材料。', large: true }];
  return [
    {
      kind: 'table',
      heading: '要带的材料',
      columns: [
        { title: '序号', align: 'text' },
        { title: '材料', align: 'text' },
        { title: '请带', align: 'text' },
      ],
      rows: brought.map((material, index) => [String(index + 1), nameOf(item, material), whatToBring(material)]),
    },
  ];
}

/** What must not be asked of the citizen is told as well: else it is brought in vain. */
function suppliedPart(item: ServiceItem): SheetPart[] {
  const others = item.materials.filter((material) => !isFromCitizen(material));
  if (others.length === 0) return [];
  return [
    {
      kind: 'table',
      heading: '不用提交的',
      columns: [
        { title: '材料', align: 'text' },
        { title: '怎样取得', align: 'text' },
      ],
      rows: others.map((material) => {
        const origin = sourceRules(material).origin(material.source);
        return [nameOf(item, material), origin === '' ? '请随身携带，出示即可' : `由${origin}提供，窗口联网取得`];
      }),
    },
  ];
}

function conditionsPart({ conditions }: ServiceItem): SheetPart {
  return {
    kind: 'table',
    heading: '办理条件',
    columns: [
      { title: '序号', align: 'text' },
      { title: '内容', align: 'text' },
    ],
    rows: conditions.map((condition, index) => [String(index + 1), condition]),
  };
}
