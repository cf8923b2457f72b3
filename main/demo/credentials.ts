import { demoPeople, type DemoPerson } from './people.ts';

/** First digits of every made-up credential: with the 22 digits of the person number it has the 28 of a real one. */
const TOKEN_PREFIX = '990101';

/** The 医保电子凭证 a person shows. A real one changes every minute; here it stays, so that it can be scanned again. */
export function credentialOf({ person }: Pick<DemoPerson, 'person'>): string {
  return TOKEN_PREFIX + person.personNumber;
}

/** A code the virtual scanner can scan. */
export interface DemoCode {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/** People whose codes the dock offers; all others show theirs as well. */
const SHOWN: readonly string[] = ['employee', 'resident', 'generation-3', 'unknown'];

/** Codes of the demonstration's people, and one that nobody understands. */
export function demoCodes(): readonly DemoCode[] {
  const people = demoPeople.filter(({ id }) => SHOWN.includes(id));
  return [
    ...people.map((one) => ({
      id: `credential:${one.id}`,
      label: `医保码：${one.person.name}`,
      text: credentialOf(one),
    })),
    ...people.slice(0, 1).map((one) => ({
      id: `id-number:${one.id}`,
      label: `身份证号：${one.person.name}`,
      text: one.person.idNumber,
    })),
    ...people.slice(0, 1).map((one) => ({
      id: `card-number:${one.id}`,
      label: `社保卡号：${one.person.name}`,
      text: one.card.cardNumber,
    })),
    { id: 'goods', label: '商品条码（不能识别）', text: '6901234567892' },
  ];
}
