import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readYaml, describeProblem, type CatalogueProblem, type LocatedFile } from '../catalogue/yamlFile.ts';
import { centralConfigSchema } from '../central/config.ts';
import { codePatternsSchema } from '../domain/scan/patterns.ts';
import { ok, type Result } from '../domain/result.ts';
import { oneLine } from '../domain/text/oneLine.ts';

/** The hall's own file in its home folder. */
export const CONFIGURATION_FILE = 'counter.yaml';

/** A configuration is some kilobytes; a file of this size, in bytes, is something else. */
const LARGEST_BYTES = 1_048_576;

/** How an editor or a person may have named the file by mistake. */
const MISNAMED = /^counter\.ya?ml(\.txt)?$/i;

const text = oneLine(100);

const fileSchema = z.strictObject({
  hall: z.strictObject({
    organ: text,
    name: text,
    address: text,
    /** Insurance region of the hall. */
    region: z.string().regex(/^\d{6}$/, '应为 6 位医保区划，加引号'),
    /** Window number: part of every number this counter gives, so no two counters of a hall may share it. */
    window: z.string().regex(/^\d{2}$/, "应为两位数字，加引号，如 '03'"),
    phone: text,
    supervisionPhone: text,
    /** As printed on notices. */
    openingHours: text,
    /** Acceptances after this time count as the next working day. */
    closesAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "应为 HH:mm，加引号，如 '17:00'")
      .default('17:00'),
    /** True where tellers are trained: synthetic numbers (region 990000) are taken. Demonstration takes them always. */
    training: z.boolean().default(false),
  }),
  central: centralConfigSchema,
  /** Shapes of the codes citizens show: regional. */
  codes: codePatternsSchema.prefault({}),
  session: z
    .strictObject({
      /** Seconds without use after which a teller must sign in again. */
      idleSeconds: z.int().min(10).max(28_800).default(1_800),
      /** Minutes without a sign of life after which the duty leader is asked whether somebody with urgent tasks is absent. */
      silentMinutes: z.int().min(5).max(480).default(30),
    })
    .prefault({}),
});

/** What `counter.yaml` may hold. The window number tells the counters of one hall apart on the platform as well. */
export const configurationSchema = fileSchema.transform(({ central, ...rest }) => ({
  ...rest,
  central: { ...central, slot: central.slot ?? rest.hall.window },
}));

/** A checked configuration. */
export type Configuration = z.infer<typeof configurationSchema>;

/** Every problem with its line, Chinese, one per line of text. */
export interface ConfigurationFailure {
  readonly code: 'CONFIGURATION';
  readonly message: string;
}

type ConfigurationRefusal = { readonly ok: false } & ConfigurationFailure;

/** Values below these are never repeated in a message: it goes to a screen and into a log. */
function isSecret(at: readonly PropertyKey[]): boolean {
  return at.includes('accessKey') || at.includes('secretKey');
}

/**
 * Reads `counter.yaml`: every value is taken exactly as it is written, or the file is refused with the line and what to
 * write instead. `absent` when there is none: demonstration mode has its own. `knows` says whether the catalogue has a
 * material, because transactions are set by their codes.
 */
export function readConfiguration(
  home: string,
  knows: (materialCode: string) => boolean = () => true,
): Result<Configuration | 'absent', ConfigurationFailure> {
  const file = path.join(home, CONFIGURATION_FILE);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return misnamed(home) ?? ok('absent');
  const unfit = unfitFile(found);
  if (unfit !== null) return refusal(`${CONFIGURATION_FILE} ${unfit}`);
  const bytes = bytesOf(file);
  if (bytes === null) return refusal(`${CONFIGURATION_FILE} 读不出来，请检查文件权限`);
  const read = readYaml(CONFIGURATION_FILE, bytes, configurationSchema, isSecret);
  if (!read.ok) return refused(read.problems);
  const unknown = unknownMaterials(read.value, knows);
  return unknown.length > 0 ? refused(unknown) : ok(read.value.value);
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    // No permission, or a disk that does not give it: the reason stands in neither case in the file.
    return null;
  }
}

function unfitFile(found: Stats): string | null {
  if (found.isDirectory()) return '是一个文件夹，应为文件';
  if (!found.isFile()) return '不是普通文件';
  return found.size > LARGEST_BYTES ? '太大，不是配置文件' : null;
}

/** A file that was meant to be the configuration must not be passed over for a demonstration. */
function misnamed(home: string): ConfigurationRefusal | null {
  const other = readdirSync(home).find((name) => MISNAMED.test(name));
  return other === undefined ? null : refusal(`找到 ${other}，文件名应为 ${CONFIGURATION_FILE}`);
}

function unknownMaterials(
  { value, problemAt }: LocatedFile<Configuration>,
  knows: (materialCode: string) => boolean,
): readonly CatalogueProblem[] {
  return Object.keys(value.central.transactions.materials)
    .filter((code) => !knows(code))
    .map((code) => problemAt(['central', 'transactions', 'materials', code], '事项目录里没有这个材料编码'));
}

function refused(problems: readonly CatalogueProblem[]): ConfigurationRefusal {
  return refusal(problems.map(describeProblem).join('\n'));
}

function refusal(reasons: string): ConfigurationRefusal {
  return {
    ok: false,
    code: 'CONFIGURATION',
    message: `配置文件有误，没有启动，数据没有改动。请按下列提示改正后重新启动：\n${reasons}`,
  };
}
