import { ok, type Result } from '../result.ts';
import { percentText } from './percent.ts';

/** The reasons for which a person does not count where everybody is to be insured. There is no other. */
const exemptions = ['户口外迁', '死亡', '参军', '参加职工医保', '异地学生参保'] as const;

/** Why there is no coverage of these counts, as whoever reports them is told. */
const problems = {
  EXEMPTION_UNKNOWN: '免除参保的理由不在规定范围内，请核对后重新统计',
  PART_EXCEEDS_WHOLE: '参保人数（或免除人数）多于应参保人数，请核对两个数的统计口径和日期',
} as const satisfies Record<string, string>;

/** How many are there, how many of them are exempt by reason, how many are insured. */
export interface CoverageCounts {
  readonly all: number;
  readonly exempt: Readonly<Record<string, number>>;
  readonly insured: number;
}

/** Whoever is to be insured, the share that is (null when nobody is to be), and how many are missing. */
export interface Coverage {
  readonly base: number;
  readonly coverage: string | null;
  readonly missing: number;
}

function refuse<Code extends keyof typeof problems>(code: Code) {
  return { ok: false, code, message: problems[code] } as const;
}

/** The coverage of a group (参保率): insured of all that are not exempt. Never above 100 %: such counts are refused. */
export function coverageOf({ all, exempt, insured }: CoverageCounts) {
  const known: ReadonlySet<string> = new Set(exemptions);
  if (!Object.keys(exempt).every((reason) => known.has(reason))) return refuse('EXEMPTION_UNKNOWN');
  const base = all - Object.values(exempt).reduce((sum, count) => sum + count, 0);
  if (base < 0 || insured > base) return refuse('PART_EXCEEDS_WHOLE');
  return ok<Coverage>({ base, coverage: percentText(insured, base), missing: base - insured }) satisfies Result<
    Coverage,
    object
  >;
}
