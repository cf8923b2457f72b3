import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CONFIGURATION_FILE, configurationSchema, readConfiguration } from '../../../main/core/configuration.ts';
import { startCore } from '../../../main/core/core.ts';
import { DESK_KEY } from '../../fixtures/desk/desk.ts';

const APP_ROOT = path.resolve(import.meta.dirname, '../../..');
const example = readFileSync(path.join(APP_ROOT, 'counter.example.yaml'), 'utf8');

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'configuration-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (text: string): void => writeFileSync(path.join(home, CONFIGURATION_FILE), text);

/** The example with one line put in the place of the line that begins so. */
function spoiled(begin: string, line: string): { text: string; number: number } {
  const lines = example.split('\n');
  const index = lines.findIndex((one) => one.trimStart().startsWith(begin));
  if (index < 0) throw new Error(`no line begins with ${begin}`);
  return { text: lines.with(index, line).join('\n'), number: index + 1 };
}

/** Dotted names of every setting a schema knows, those of every variant of a union among them. */
function settingsOf(schema: unknown, prefix = ''): string[] {
  const json = schema as { properties?: Record<string, unknown>; oneOf?: unknown[]; anyOf?: unknown[] };
  const variants = [...(json.oneOf ?? []), ...(json.anyOf ?? [])].flatMap((one) => settingsOf(one, prefix));
  const own = Object.entries(json.properties ?? {}).flatMap(([name, child]) => {
    const dotted = prefix ? `${prefix}.${name}` : name;
    return [dotted, ...settingsOf(child, dotted)];
  });
  return [...new Set([...variants, ...own])];
}

function namesIn(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const dotted = prefix ? `${prefix}.${name}` : name;
    return [dotted, ...namesIn(child, dotted)];
  });
}

describe('counter.example.yaml', () => {
  it('is a configuration', () => {
    write(example);
    const read = readConfiguration(home);
    expect(read).toMatchObject({ ok: true, value: { hall: { window: '03' }, central: { parallel: 8 } } });
  });

  it('shows every setting there is', () => {
    const settings = settingsOf(z.toJSONSchema(configurationSchema, { io: 'input' }));
    expect(settings.length).toBeGreaterThan(25);
    const shown = new Set(namesIn(parse(example)));
    expect(settings.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('shows the defaults where it says default', () => {
    const given = configurationSchema.parse(parse(example));
    const { hall, central } = given;
    const least = configurationSchema.parse({
      hall: { ...hall, closesAt: undefined },
      central: {
        endpoint: central.endpoint,
        institutionCode: central.institutionCode,
        institutionName: central.institutionName,
        accessKey: central.accessKey,
        secretKey: central.secretKey,
        caFile: central.caFile,
        nobodyFound: central.nobodyFound,
        transactions: { materials: central.transactions.materials },
      },
    });
    expect(least).toEqual(given);
  });

  it('gives every setting a reason in words', () => {
    expect(example.split('\n').filter((line) => line.trimStart().startsWith('#')).length).toBeGreaterThan(30);
  });
});

describe('a wrong file stops the start, with line and reason, and no database is made', () => {
  const cases: [what: string, begin: string, line: string, reason: string][] = [
    ['a window number that lost its quotes', 'window:', '  window: 3', 'window'],
    ['a window of three digits', 'window:', "  window: '003'", '应为两位数字'],
    ['a region that is none', 'region:', "  region: '99'", '6 位医保区划'],
    ['an hour that is none', 'closesAt:', "  closesAt: '25:00'", 'HH:mm'],
    ['an unknown setting', 'phone:', '  phone: 1\n  fax: 2', 'fax'],
    ['devices, which are set up on the screen', 'central:', 'devices: {}\ncentral:', 'devices'],
    ['an endpoint without a scheme', 'endpoint:', '  endpoint: 10.1.2.3:20001', 'http'],
    ['an institution code that is too short', 'institutionCode:', '  institutionCode: C99', '12 位'],
    ['an idle time of nothing', 'idleSeconds:', '  idleSeconds: 0', 'idleSeconds'],
    ['a repeated setting', 'window:', "  window: '03'\n  window: '04'", 'YAML 格式错误'],
    ['text that is no YAML', 'organ:', '  organ: "未结束', 'YAML 格式错误'],
  ];
  it.each(cases)('%s', async (_what, begin, line, reason) => {
    const { text, number } = spoiled(begin, line);
    write(text);
    const started = await startCore({
      home,
      appRoot: APP_ROOT,
      demo: false,
      databaseKey: DESK_KEY,
      clockAheadMs: 0,
      log: () => undefined,
    });
    if (started.ok) throw new Error('the core started');
    expect(started.code).toBe('CONFIGURATION');
    expect(started.message).toContain('没有启动，数据没有改动');
    expect(started.message).toContain(reason);
    const named = [...started.message.matchAll(/第 (\d+) 行/g)].map(([, found]) => Number(found));
    expect(named.some((found) => found >= number && found <= number + line.split('\n').length)).toBe(true);
    expect(readConfiguration(home).ok).toBe(false);
    expect(() => readFileSync(path.join(home, 'counter.db'))).toThrow('ENOENT');
  });

  it('a missing setting, and no file at all', async () => {
    const options = {
      home,
      appRoot: APP_ROOT,
      demo: false,
      databaseKey: DESK_KEY,
      clockAheadMs: 0,
      log: () => undefined,
    };
    expect(await startCore(options)).toMatchObject({
      ok: false,
      code: 'CONFIGURATION',
      message: expect.stringContaining('counter.example.yaml') as unknown,
    });
    write(spoiled('organ:', '').text);
    expect(await startCore(options)).toMatchObject({
      ok: false,
      code: 'CONFIGURATION',
      message: expect.stringMatching(/第 \d+ 行：organ: 缺少此项/) as unknown,
    });
  });
});
