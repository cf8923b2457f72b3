import { printedDay, printedMinute } from '../calendar/printedDate.ts';
import { whatToBring } from '../case/slipContents.ts';
import { conditionInWords } from '../catalogue/form.ts';
import type { ItemMaterial, ServiceItem } from '../catalogue/item.ts';
import { limitInWords, limitText } from '../catalogue/limit.ts';
import { retentionText } from '../catalogue/retention.ts';
import { isFromCitizen } from '../catalogue/materialList.ts';
import { sourceRules } from '../catalogue/sources/table.ts';
import { roleTitles } from '../staff/role.ts';
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
      ...(item.resultDocument ? [{ label: '办理结果', value: item.resultDocument.name }] : []),
      ...(item.retention === undefined ? [] : [{ label: '档案保管', value: retentionText(item.retention) }]),
    ],
    parts: [
      ...broughtPart(item),
      ...suppliedPart(item),
      ...listPart('办理条件', item.conditions),
      ...nodesPart(item),
      ...listPart('办理依据', item.legalBasis),
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
        { title: '没有时', align: 'text' },
      ],
      rows: brought.map((material, index) => [
        String(index + 1),
        nameOf(item, material),
        whatToBring(material),
        withoutIt(material),
      ]),
    },
  ];
}

/** What somebody may do who does not have a material: hand it in later (容缺), or promise in writing what it would prove (告知承诺). */
function withoutIt({ mayFollowWithin, anyOf }: ItemMaterial): string {
  const promised = anyOf.find(({ isCommitment }) => isCommitment);
  const ways = [
    ...(promised && anyOf.length > 1 ? [`可以${promised.name}代替`] : []),
    ...(mayFollowWithin === undefined ? [] : [`可容缺受理，${mayFollowWithin} 个工作日内补交`]),
  ];
  return ways.length === 0 ? '须当场提交' : ways.join('；');
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

/** A numbered list under its heading; nothing for an empty one. */
function listPart(heading: string, lines: readonly string[]): SheetPart[] {
  if (lines.length === 0) return [];
  return [
    {
      kind: 'table',
      heading,
      columns: [
        { title: '序号', align: 'text' },
        { title: '内容', align: 'text' },
      ],
      rows: lines.map((line, index) => [String(index + 1), line]),
    },
  ];
}

/** The way through the hall, as it can be followed. */
function nodesPart({ nodes }: ServiceItem): SheetPart[] {
  if (nodes.length === 0) return [];
  return [
    {
      kind: 'table',
      heading: '办理环节',
      columns: [
        { title: '序号', align: 'text' },
        { title: '环节', align: 'text' },
        { title: '岗位', align: 'text' },
        { title: '时限', align: 'text' },
      ],
      rows: nodes.map(({ name, post, limit }, index) => [
        String(index + 1),
        name,
        roleTitles[post],
        limitInWords(limit),
      ]),
    },
  ];
}
