import type { CentralPerson, IdentityMark, Insurance } from '../domain/identity/person.ts';
import type { SocialSecurityCard } from '../domain/identity/socialSecurityCard.ts';

/** What is stored on a synthetic card; the emulated card decides which of it can be read. */
export type SyntheticCard = Required<Omit<SocialSecurityCard, 'atr' | 'withheld'>>;

/** One inhabitant of the demonstration county. Region 990000 does not exist, so no number can belong to a real person. */
export interface DemoPerson {
  readonly id: string;
  /** What is special about this person, shown in the device dock. */
  readonly note: string;
  readonly card: SyntheticCard;
  /** Everything about these people can be read. */
  readonly person: Omit<CentralPerson, 'phone' | 'address'> & { readonly phone?: string; readonly address?: string };
  /** False for a person whom the central system does not know. */
  readonly knownToCentral: boolean;
}

const REGION = '990000';
const OTHER_REGION = '990100';
/** 990000 + registered application provider D156000005 + algorithm 00: the fixed middle of every 卡识别码 here. */
const CARD_PREFIX = `${REGION}D15600000500`;

interface Sketch {
  readonly id: string;
  readonly note: string;
  readonly number: string;
  readonly name: string;
  readonly ethnicGroup?: string;
  readonly card?: Partial<Pick<SyntheticCard, 'generation' | 'issuedOn' | 'expiresOn'>>;
  readonly phone?: string;
  readonly address?: string;
  readonly insurances: readonly Insurance[];
  readonly marks?: readonly IdentityMark[];
  readonly alerts?: CentralPerson['alerts'];
  readonly agent?: NonNullable<CentralPerson['agent']>;
  readonly unknownToCentral?: boolean;
}

/** What follows from the generation: third-generation cards compute with the national algorithm. */
const GENERATIONS = {
  1: { specification: '1.00', algorithm: '3DES' },
  2: { specification: '2.00', algorithm: '3DES' },
  3: { specification: '3.00', algorithm: 'SM4' },
} as const satisfies Record<SyntheticCard['generation'], Pick<SyntheticCard, 'specification' | 'algorithm'>>;

/** Fills in what follows from the rest: birth date and sex from the ID number, card number from the place in the list. */
function person(sketch: Sketch, index: number): DemoPerson {
  const { number, name, ethnicGroup = '01' } = sketch;
  const sex = Number(number.charAt(16)) % 2 === 1 ? '1' : '2';
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const serial = String(index + 1).padStart(4, '0');
  const generation = sketch.card?.generation ?? 2;
  return {
    id: sketch.id,
    note: sketch.note,
    knownToCentral: sketch.unknownToCentral !== true,
    card: {
      generation,
      ...GENERATIONS[generation],
      cardIdentifier: `${CARD_PREFIX}9900000000${serial}`,
      cardNumber: `Z9900${serial}`,
      issuedOn: sketch.card?.issuedOn ?? '2020-05-01',
      expiresOn: sketch.card?.expiresOn ?? '2030-05-01',
      socialSecurityNumber: number,
      name,
      sex,
      ethnicGroup,
      birthplace: REGION,
      bornOn,
    },
    person: {
      personNumber: `${REGION}${serial.padStart(16, '0')}`,
      documentType: '01',
      idNumber: number,
      name,
      sex,
      ethnicGroup,
      bornOn,
      phone: sketch.phone ?? `1390000${serial}`,
      address: sketch.address ?? `示范县城关镇幸福路${index + 1}号`,
      insurances: sketch.insurances,
      identityMarks: sketch.marks ?? [],
      alerts: sketch.alerts ?? [],
      ...(sketch.agent === undefined ? {} : { agent: sketch.agent }),
    },
  };
}

function employee(more: Partial<Insurance> = {}): Insurance {
  const employer = '示范县第一机械厂';
  const active = { status: 'active', personType: '11', region: REGION, startedOn: '2010-07-01' } as const;
  return { type: '310', ...active, employer, balanceFen: 286_350, ...more };
}

function resident(more: Partial<Insurance> = {}): Insurance {
  return { type: '390', status: 'active', personType: '15', region: REGION, startedOn: '2017-01-01', ...more };
}

const SKETCHES: readonly Sketch[] = [
  { id: 'employee', note: '在职职工', number: '990000198503121011', name: '李建国', insurances: [employee()] },
  {
    id: 'retiree',
    note: '退休职工',
    number: '990000195607082025',
    name: '王淑芬',
    insurances: [employee({ personType: '12', startedOn: '2001-01-01', balanceFen: 1_053_208 })],
  },
  {
    id: 'resident',
    note: '城乡居民（成年）',
    number: '990000197909233035',
    name: '张志强',
    insurances: [resident()],
  },
  {
    id: 'child',
    note: '儿童，由母亲代办',
    number: '990000201906011049',
    name: '陈雨桐',
    phone: '13900000020',
    insurances: [resident({ personType: '1402', startedOn: '2019-07-01' })],
    agent: { name: '周敏', idNumber: '990000199002142054', relation: '5', phone: '13900000020' },
  },
  {
    id: 'subsistence',
    note: '低保对象',
    number: '990000196801153063',
    name: '赵秀英',
    insurances: [resident()],
    marks: [{ code: '2303', label: '低保对象', startsOn: '2024-01-01', endsOn: '2027-12-31' }],
  },
  {
    id: 'destitute',
    note: '特困人员，重度残疾',
    number: '99000019510520407X',
    name: '孙福来',
    insurances: [resident({ personType: '16' })],
    marks: [
      { code: '2304', label: '特困人员', startsOn: '2022-03-01' },
      { code: '230801', label: '重度残疾人', startsOn: '2019-06-01' },
    ],
  },
  {
    id: 'locked',
    note: '待遇封锁',
    number: '990000198208035081',
    name: '刘洋',
    insurances: [employee({ employer: '示范县汇丰商贸有限公司' })],
    alerts: [{ kind: 'benefit-locked', reason: '疑似重复参保待核实', since: '2026-09-12' }],
  },
  {
    id: 'arrears',
    note: '单位欠费 3 个月',
    number: '990000198811276090',
    name: '黄海燕',
    insurances: [employee({ status: 'paused', pausedOn: '2026-08-31', employer: '示范县宏达建筑有限公司' })],
    alerts: [{ kind: 'arrears', months: 3 }],
  },
  {
    id: 'rare-character',
    note: '生僻字姓名 𠮷（GB18030 四字节，扩展 B 区）',
    number: '990000199304307010',
    name: '𠮷野华',
    insurances: [employee({ startedOn: '2016-09-01', balanceFen: 94_275 })],
  },
  {
    id: 'rare-character-a',
    note: '生僻字姓名 㛃（GB18030 四字节，扩展 A 区）',
    number: '990000199706118028',
    name: '杨㛃',
    insurances: [resident()],
  },
  {
    id: 'long-name',
    note: '少数民族长姓名，三代卡',
    number: '990000197508179031',
    name: '阿卜杜热合曼·麦麦提吐尔逊·买买提艾力',
    ethnicGroup: '05',
    card: { generation: 3, issuedOn: '2023-06-01', expiresOn: '2033-06-01' },
    address: '示范县牧业乡团结村一组',
    insurances: [resident({ personType: '1701' })],
  },
  {
    id: 'card-expired',
    note: '社保卡已过有效期',
    number: '99000019661009104X',
    name: '吴桂兰',
    card: { issuedOn: '2012-04-10', expiresOn: '2022-04-10' },
    insurances: [resident()],
    alerts: [{ kind: 'card-expired', on: '2022-04-10' }],
  },
  {
    id: 'card-lost',
    note: '社保卡已挂失',
    number: '990000199107222050',
    name: '郑凯',
    insurances: [employee()],
    alerts: [{ kind: 'card-lost', since: '2026-10-28' }],
  },
  {
    id: 'generation-1',
    note: '一代卡，老年居民',
    number: '990000196303183067',
    name: '何玉梅',
    card: { generation: 1, issuedOn: '2009-11-20', expiresOn: '2029-11-20' },
    insurances: [resident({ personType: '16' })],
  },
  {
    id: 'generation-3',
    note: '三代卡，无 PSAM 时读不到姓名和号码',
    number: '990000200109054076',
    name: '林晓彤',
    card: { generation: 3, issuedOn: '2024-02-18', expiresOn: '2034-02-18' },
    insurances: [employee({ startedOn: '2023-07-01', balanceFen: 31_200, employer: '示范县人民医院' })],
  },
  {
    id: 'moved-to-resident',
    note: '职工参保已终止，现为居民参保',
    number: '990000198601265086',
    name: '徐丽娜',
    insurances: [
      employee({ status: 'ended', pausedOn: '2024-12-31', balanceFen: 4_210 }),
      resident({ startedOn: '2025-01-01' }),
    ],
  },
  {
    id: 'student',
    note: '大学生，外地另有暂停参保',
    number: '990000200409097115',
    name: '马思源',
    ethnicGroup: '03',
    insurances: [
      resident({ status: 'paused', region: OTHER_REGION, personType: '1403', pausedOn: '2023-08-31' }),
      resident({ personType: '1404', startedOn: '2023-09-01' }),
    ],
  },
  {
    id: 'unknown',
    note: '中心系统查无此人',
    number: '990000199901016094',
    name: '高远',
    insurances: [],
    unknownToCentral: true,
  },
  {
    id: 'enrolled-elsewhere',
    note: '在外地正常参保',
    number: '990000199204175081',
    name: '韩雪',
    insurances: [resident({ region: OTHER_REGION, startedOn: '2024-01-01' })],
  },
];

/** The people of the demonstration county, in the order of the device dock. */
export const demoPeople: readonly DemoPerson[] = SKETCHES.map(person);
