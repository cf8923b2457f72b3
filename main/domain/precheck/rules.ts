import { sinceDay, sinceInWords, type LockInForce } from '../benefit/lock.ts';
import { keysOf } from '../keysOf.ts';
import type { Insurance } from '../identity/person.ts';
import { readable } from '../identity/told.ts';
import { regionInWords } from '../region/regions.ts';

/** A case that stands in the way of another one. */
export interface EarlierCase {
  readonly caseNumber: string;
  /** Hall date of its acceptance. */
  readonly acceptedOn: string;
  /** Where it was accepted, in words. */
  readonly where: string;
}

/** What is known when a case is about to be accepted. */
export interface PrecheckFacts {
  /** Insurance region of the hall, six digits. */
  readonly region: string;
  readonly insurances: readonly Insurance[];
  /** A case that counts in which one of these receipts of this hospital is claimed already; null when there is none. */
  readonly claimed: EarlierCase | null;
  /** A case of the same item and citizen that was accepted for the same year and counts; null when there is none. */
  readonly thisYear: EarlierCase | null;
  /** The certificate that is to be renewed, with the hall date from which on that may be; null where none is known here. */
  readonly renewal: { readonly number: string; readonly until: string; readonly renewableFrom: string } | null;
  /** Hall date. */
  readonly today: string;
  /** What locks the citizen's benefits now; null when nothing does. */
  readonly lock: LockInForce | null;
  /** Nobody could say whether they are locked: neither this counter nor the central system. */
  readonly lockUnknown: boolean;
}

/** What forbids an acceptance. No amounts: it is told to whom they do not concern. */
export interface PrecheckFinding {
  readonly rule: PrecheckRule;
  /** In Chinese, for the teller and the register. */
  readonly text: string;
  readonly where: string;
  /** Hall date; null where nobody said. */
  readonly since: string | null;
  readonly earlier: string | null;
}

type Found = Omit<PrecheckFinding, 'rule'>;

interface Rule {
  readonly title: string;
  /** On what ground, and how sure. */
  readonly source: string;
  readonly find: (facts: PrecheckFacts) => Found | null;
}

const byCase = (earlier: EarlierCase | null, what: string): Found | null =>
  earlier && {
    text: `${what}：办件 ${earlier.caseNumber}，${earlier.acceptedOn} 在${earlier.where}受理`,
    where: earlier.where,
    since: earlier.acceptedOn,
    earlier: earlier.caseNumber,
  };

/** What forbids that the same matter is handled twice. An item names the rules that hold for it. */
const rules = {
  'same-receipt': {
    title: '票据重复报销',
    source: '《医疗保障基金使用监督管理条例》（国务院令第735号）：不得重复享受医疗保障待遇',
    find: ({ claimed }) => byCase(claimed, '同一医院的同一票据已经报销'),
  },
  'enrolled-elsewhere': {
    title: '重复参保',
    source: '国家医保局参保管理规定：同一时间只能参加一个统筹区的基本医疗保险。本地启用前由管理员核对',
    find: ({ insurances, region }) => {
      const elsewhere = insurances.find((row) => row.status === 'active' && isElsewhere(row, region));
      if (!elsewhere) return null;
      const where = regionInWords(readable(elsewhere.region) ?? '');
      const since = readable(elsewhere.startedOn) ?? null;
      return { text: `在${where}正常参保${since === null ? '' : `，自 ${since}`}`, where, since, earlier: null };
    },
  },
  'certificate-not-due': {
    title: '证书未到换证时间',
    source: '本地设定：证书到期前一百八十天内换证，启用前由管理员核对',
    find: ({ renewal, today }) =>
      renewal && today < renewal.renewableFrom
        ? {
            text: `证书 ${renewal.number} 有效期至 ${renewal.until}，${renewal.renewableFrom} 起才能换证`,
            where: '本厅',
            since: null,
            earlier: renewal.number,
          }
        : null,
  },
  'once-a-year': {
    title: '同一年度重复补贴',
    source: '资助参保按年度，每人每年一次。本地设定，启用前由管理员核对',
    find: ({ thisYear }) => byCase(thisYear, '同一年度已经办理过'),
  },
  'locked-already': {
    title: '重复封锁',
    source: '一人同一时间只有一个生效的待遇封锁。本地设定，启用前由管理员核对',
    find: ({ lock }) =>
      lock && {
        text: `医保待遇已经封锁：${lock.reason}${lock.since === '' ? '' : `，自 ${sinceInWords(lock.since)}`}`,
        where: '待遇封锁',
        since: sinceDay(lock),
        earlier: null,
      },
  },
  'nothing-to-unlock': {
    title: '没有生效的封锁',
    source: '解锁以生效的待遇封锁为前提。本地设定，启用前由管理员核对',
    find: ({ lock, lockUnknown }) =>
      lock || lockUnknown
        ? null
        : { text: '医保待遇没有被封锁，不需要解锁', where: '待遇封锁', since: null, earlier: null },
  },
} as const satisfies Record<string, Rule>;

/** What could not be read says nothing of another place. */
function isElsewhere({ region }: Insurance, ours: string): boolean {
  const said = readable(region);
  return said !== undefined && said !== '' && said.slice(0, 6) !== ours;
}

/** Name of a rule. */
export type PrecheckRule = keyof typeof rules;

/** Every rule, with what the register calls it and its ground. */
export const precheckRules: Readonly<Record<PrecheckRule, Rule>> = rules;

/** All names, for schemas. */
export const precheckNames = keysOf(rules);

/** What of these rules forbids the acceptance. */
export function findingsOf(names: readonly PrecheckRule[], facts: PrecheckFacts): readonly PrecheckFinding[] {
  return names.flatMap((rule) => {
    const found = precheckRules[rule].find(facts);
    return found ? [{ rule, ...found }] : [];
  });
}

/** Receipts of one hospital, in a form in which the same ones are equal. */
export interface ClaimedReceipts {
  readonly hospital: string;
  readonly numbers: readonly string[];
}

/**
 * What a form claims; several receipts stand in one field. A blank may part two numbers or stand within one: both are meant. Null
 * where it claims none.
 */
export function receiptsIn(form: Readonly<Record<string, string>>): ClaimedReceipts | null {
  const plain = (text: string): string => text.normalize('NFKC').toUpperCase();
  const bare = (text: string): string => text.replace(/[^0-9A-Z\p{Script=Han}]/gu, '').replace(/^NO(?=\d)/, '');
  const parts = plain(form['receipt-number'] ?? '').split(/[、,;|/\n]+/);
  const numbers = parts.flatMap((part) => [part, ...part.split(/\s+/)]).map(bare);
  const hospital = plain(form['hospital-name'] ?? '').replace(/[\s\p{P}]/gu, '');
  const told = [...new Set(numbers)].filter((number) => number !== '');
  return told.length === 0 ? null : { hospital, numbers: told };
}

/** Whether two claims have a receipt of one hospital in common. */
export function claimSame(one: ClaimedReceipts, other: ClaimedReceipts): boolean {
  return one.hospital === other.hospital && one.numbers.some((number) => other.numbers.includes(number));
}
