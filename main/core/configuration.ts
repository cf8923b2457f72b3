import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readYaml } from '../catalogue/yamlFile.ts';
import { centralConfigSchema } from '../central/config.ts';
import { codePatternsSchema } from '../domain/scan/patterns.ts';
import type { Result } from '../domain/result.ts';

/** The hall's own file in its home folder. */
export const CONFIGURATION_FILE = 'counter.yaml';

const text = z.string().min(1);

const fileSchema = z.strictObject({
  hall: z.strictObject({
    organ: text,
    name: text,
    address: text,
    /** Insurance region of the hall. */
    region: z.string().regex(/^\d{6}$/, '应为 6 位医保区划，加引号'),
    /** Window number: part of every number this counter gives, so no two counters of a hall may share it. */
    window: z.string().regex(/^\d{2}$/, '应为两位数字，加引号，如 "03"'),
    phone: text,
    supervisionPhone: text,
    /** As printed on notices. */
    openingHours: text,
    /** Acceptances after this time count as the next working day. */
    closesAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 HH:mm，加引号')
      .default('17:00'),
  }),
  central: centralConfigSchema,
  /** Shapes of the codes citizens show: regional. */
  codes: codePatternsSchema.prefault({}),
  session: z
    .strictObject({
      /** Seconds without use after which a teller must sign in again. */
      idleSeconds: z.int().min(10).max(28_800).default(1_800),
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

/** Reads `counter.yaml`. `absent` when there is none: demonstration mode has its own. */
export function readConfiguration(home: string): Result<Configuration | 'absent', ConfigurationFailure> {
  const file = path.join(home, CONFIGURATION_FILE);
  if (!existsSync(file)) return { ok: true, value: 'absent' };
  const read = readYaml(CONFIGURATION_FILE, readFileSync(file), configurationSchema);
  if (read.ok) return { ok: true, value: read.value.value };
  const lines = read.problems.map(({ line, message }) => `${CONFIGURATION_FILE} 第 ${line} 行：${message}`);
  return {
    ok: false,
    code: 'CONFIGURATION',
    message: `配置文件有误，没有启动，数据没有改动。请按下列提示改正后重新启动：\n${lines.join('\n')}`,
  };
}
