import type { IdCardSpec } from '../../native/emulator/idCardSpec.ts';
import { ageOn } from '../domain/identity/age.ts';
import { idCheckCharacter } from '../domain/identity/idNumber.ts';
import { demoPeople } from './people.ts';
import type { DemoPerson } from './people.ts';

/** A document that can be laid on the demonstration's ID card reader. */
export interface DemoIdCard {
  /** Of the person whose card it is, or the document's own. */
  readonly id: string;
  readonly name: string;
  /** What is special about it, shown in the device dock. */
  readonly note: string;
  readonly spec: IdCardSpec;
}

/** The name field of an ID card has 15 characters; longer names are cut there. */
const NAME_UNITS = 15;
/** The day all demonstration cards were issued. */
const ISSUED_ON = '2024-03-15';
/** Citizens who have moved since: what was written behind the printed address. */
const APPENDED_ADDRESSES: Readonly<Record<string, string>> = {
  'moved-to-resident': '示范县东关镇和平路8号2栋301室',
};

/** What a person's own resident ID card says. */
function idCardOf({ id, card, person }: DemoPerson): IdCardSpec {
  const appendedAddress = APPENDED_ADDRESSES[id];
  return {
    kind: 'citizen',
    name: card.name.slice(0, NAME_UNITS),
    sex: card.sex,
    ethnicGroup: card.ethnicGroup,
    bornOn: card.bornOn,
    address: person.address ?? '示范县城关镇',
    number: card.socialSecurityNumber,
    issuer: '示范县公安局',
    validFrom: ISSUED_ON,
    validTo: validTo(card.bornOn),
    ...(appendedAddress === undefined ? {} : { appendedAddress }),
  };
}

/** Validity by age at issue (居民身份证法, article 5): under 16 five years, to 25 ten, to 45 twenty, then without end. */
function validTo(bornOn: string): string {
  const age = ageOn(bornOn, ISSUED_ON) ?? 0;
  if (age > 45) return 'long-term';
  const years = age < 16 ? 5 : age <= 25 ? 10 : 20;
  return `${Number(ISSUED_ON.slice(0, 4)) + years}${ISSUED_ON.slice(4)}`;
}

/** A number with its check character; the sequence 000 before it is never given to anyone. */
function syntheticNumber(region: string, bornOn: string): string {
  const seventeen = `${region}${bornOn.replaceAll('-', '')}000`;
  return seventeen + idCheckCharacter(seventeen);
}

/** Documents of people whom the central system does not know: one for each layout that citizens do not carry. */
const otherDocuments: readonly DemoIdCard[] = [
  {
    id: 'hmt-resident',
    name: '陈嘉仪',
    note: '港澳台居民居住证，中心系统查无此人',
    spec: {
      kind: 'hmt-resident',
      name: '陈嘉仪',
      sex: '2',
      bornOn: '1990-06-18',
      address: '示范县城关镇滨河路12号',
      number: syntheticNumber('810000', '1990-06-18'),
      issuer: '示范县公安局',
      validFrom: ISSUED_ON,
      validTo: '2029-03-15',
      passNumber: 'H00000000',
      issueCount: '01',
    },
  },
  {
    id: 'foreigner-2023',
    name: '安娜',
    note: '外国人永久居留身份证（2023 版），中心系统查无此人',
    spec: {
      kind: 'foreigner-2023',
      englishName: 'MUSTERMANN, ANNA-KATHARINA ELISABETH THERESIA',
      chineseName: '安娜',
      sex: '2',
      bornOn: '1984-09-30',
      number: syntheticNumber('911276', '1984-09-30'),
      nationality: 'DEU',
      validFrom: ISSUED_ON,
      validTo: '2034-03-15',
      issueCount: '01',
    },
  },
  {
    id: 'foreigner-2017',
    name: 'MUSTERMANN, ERIK',
    note: '外国人永久居留身份证（2017 版），无中文姓名，中心系统查无此人',
    spec: {
      kind: 'foreigner-2017',
      englishName: 'MUSTERMANN, ERIK',
      sex: '1',
      bornOn: '1979-01-05',
      number: 'DEU000000000000',
      nationality: 'DEU',
      validFrom: '2019-05-20',
      validTo: '2029-05-20',
      version: '01',
      authority: '0000',
    },
  },
];

/** Every document of the demonstration: the people's own, then those of others. */
export const demoIdCards: readonly DemoIdCard[] = [
  ...demoPeople.map((person) => ({
    id: person.id,
    name: person.person.name,
    note: person.note,
    spec: idCardOf(person),
  })),
  ...otherDocuments,
];
