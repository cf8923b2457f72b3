import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { CONFIGURATION_FILE, configurationSchema, readConfiguration } from '../../../main/core/configuration.ts';
import { startCore } from '../../../main/core/core.ts';
import { example, FILLED, filledExample as filled } from '../../fixtures/counter/filledExample.ts';
import { DESK_KEY } from '../../fixtures/desk/desk.ts';

const APP_ROOT = path.resolve(import.meta.dirname, '../../..');

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'configuration-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (text: string): void => writeFileSync(path.join(home, CONFIGURATION_FILE), text);

/** The example with one line put in the place of the line that begins so. */
function spoiled(begin: string, line: string): { text: string; number: number } {
  const lines = filled.split('\n');
  const index = lines.findIndex((one) => one.replace('# ', '').trimStart().startsWith(begin));
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
  it('is a configuration once it is filled in, and none before', () => {
    write(filled);
    expect(readConfiguration(home)).toMatchObject({
      ok: true,
      value: { hall: { window: '03' }, central: { parallel: 8, slot: '03', endpoint: 'https://10.1.2.3:20001' } },
    });
    write(example);
    const refused = readConfiguration(home);
    const message = refused.ok ? '' : refused.message;
    for (const name of Object.keys(FILLED)) expect(message).toMatch(new RegExp(`第 \\d+ 行：${name}: `));
    const plain = ['organ', 'name', 'address', 'phone', 'supervisionPhone', 'openingHours', 'accessKey', 'secretKey'];
    for (const name of plain) expect(message).toContain(`${name}: 还是样本里的“请填写”`);
  });

  it('shows every setting there is, those without a default as a comment', () => {
    const settings = settingsOf(z.toJSONSchema(configurationSchema, { io: 'input' }));
    expect(settings.length).toBeGreaterThan(25);
    const all = example.replaceAll(/^( +)# (slot|caFile|materials|nobodyFound): /gmu, '$1$2: ');
    const shown = new Set(namesIn(parse(all)));
    expect(settings.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('shows the defaults where it says default', () => {
    const given = configurationSchema.parse(parse(filled));
    const { hall, central } = given;
    const least = configurationSchema.parse({
      hall: { ...hall, closesAt: undefined },
      central: {
        endpoint: central.endpoint,
        institutionCode: central.institutionCode,
        institutionName: central.institutionName,
        accessKey: central.accessKey,
        secretKey: central.secretKey,
      },
    });
    expect(least).toEqual(given);
  });

  it('explains every setting in Chinese', () => {
    const lines = example.split('\n');
    lines.forEach((line, index) => {
      if (!/^ {2,}\w+: /.test(line)) return;
      const above = lines.slice(0, index).findLastIndex((one) => !/^ {2,}\w+: /.test(one));
      expect(`${line} <- ${lines[above] ?? ''}`).toMatch(/<- +#.*\p{Script=Han}/u);
    });
  });
});

describe('a wrong file stops the start, with line and reason, and no database is made', () => {
  const cases: [what: string, begin: string, line: string, reason: string][] = [
    ['M2 a window number that lost its quotes', 'window:', '  window: 03', "window: 请加上引号，写成 '03'"],
    ['M2 a region that lost its quotes', 'region:', '  region: 990000', "region: 请加上引号，写成 '990000'"],
    ['M2 a telephone that lost its quotes', 'phone:', '  phone: 12393', "phone: 请加上引号，写成 '12393'"],
    ['a number too long to be one', 'phone:', '  phone: 40012345678901234567', "写成 '40012345678901234567'"],
    ['a truth value for a name', 'organ:', '  organ: true', "organ: 请加上引号，写成 'true'"],
    ['a number for a key', 'accessKey:', '  accessKey: 0815', 'accessKey: 应为文字；数字'],
    ['M4 a key as in the example', 'secretKey:', '  secretKey: 请填写', 'secretKey: 还是样本里的“请填写”'],
    ['a key that cannot be sent', 'secretKey:', '  secretKey: ＡＢＣ', '半角'],
    ['a setting without a value', 'organ:', '  organ:', 'organ: 没有填写内容'],
    ['a text for a number', 'idleSeconds:', "  idleSeconds: '1800'", 'idleSeconds: 应为数字，不加引号'],
    [
      'M5 line ends and escapes in a name',
      'organ:',
      '  organ: "示范县\\n医疗\\u001b@保障局"',
      '看不见的字符（U+000A）',
    ],
    ['a direction mark in a name', 'organ:', '  organ: "示范县\\u202e医疗"', '看不见的字符（U+202E）'],
    ['a name over several lines', 'organ:', '  organ: |\n    示范县\n    医疗保障局', '看不见的字符（U+000A）'],
    ['blanks around a name', 'organ:', "  organ: ' 示范县'", '首尾有空格'],
    ['M3 a path behind the endpoint', 'endpoint:', '  endpoint: http://127.0.0.1:20001/fsi/api', 'path 一栏'],
    ['M3 a user before the endpoint', 'endpoint:', '  endpoint: http://user:pass@127.0.0.1:20001', '用户名和密码'],
    ['a question behind the endpoint', 'endpoint:', '  endpoint: http://127.0.0.1:20001?a=1', '只写到端口'],
    ['a host of three numbers', 'endpoint:', '  endpoint: http://10.1.2:20001', '会被当作 10.1.0.2'],
    ['a host of octal numbers', 'endpoint:', '  endpoint: http://010.001.002.003', '会被当作'],
    ['a port that is none', 'endpoint:', '  endpoint: http://10.1.2.3:200001', '主机或端口不对'],
    ['a port with a zero before', 'endpoint:', '  endpoint: http://10.1.2.3:020001', '前面不加 0'],
    ['a path with a question', 'path:', '  path: /fsi/api?x=1', '只写路径'],
    ['a path that goes up', 'path:', '  path: /fsi/../api', '只写路径'],
    ['a tab', 'organ:', '\torgan: 示范县', 'YAML 格式错误'],
    ['an alias of nothing', 'organ:', '  organ: *name', 'YAML 格式错误'],
    ['a tag', 'organ:', '  organ: !!binary 示范县', 'organ: 应为文字'],
    ['two documents', 'hall:', 'a: 1\n---\nhall:', 'YAML 格式错误'],
    ['a window of three digits', 'window:', "  window: '003'", '应为两位数字'],
    ['a region that is none', 'region:', "  region: '99'", '6 位医保区划'],
    ['an hour that is none', 'closesAt:', "  closesAt: '25:00'", 'HH:mm'],
    ['an unknown setting', 'phone:', '  phone: 1\n  fax: 2', 'fax'],
    ['devices, which are set up on the screen', 'central:', 'devices: {}\ncentral:', 'devices'],
    ['an endpoint without a scheme', 'endpoint:', '  endpoint: 10.1.2.3:20001', '应为 http:// 或 https://'],
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

  it('a material nobody knows', async () => {
    const { text, number } = spoiled('materials:', '    materials: { contribution-rekord: C902 }');
    write(text);
    const started = await startCore({
      home,
      appRoot: APP_ROOT,
      demo: false,
      databaseKey: DESK_KEY,
      clockAheadMs: 0,
      log: () => undefined,
    });
    expect(started).toMatchObject({
      ok: false,
      code: 'CONFIGURATION',
      message: expect.stringContaining(`第 ${number} 行：事项目录里没有这个材料编码`) as unknown,
    });
    expect(spoiled('materials:', '    materials: { contribution-record: C902 }').number).toBe(number);
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

describe('a file in another form', () => {
  const refusal = (): string => {
    const read = readConfiguration(home);
    return read.ok ? 'taken' : read.message;
  };

  it.each(['gbk', 'gb18030', 'big5', 'shift_jis'])('D3 in %s says at which line, and how to save it', (encoding) => {
    writeFileSync(path.join(home, CONFIGURATION_FILE), iconv.encode(filled, encoding));
    expect(refusal()).toMatch(/counter\.yaml 第 1 行：文件.*UTF-8.*另存为/);
    if (encoding.startsWith('gb')) expect(refusal()).toContain('GBK');
  });

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'D4 in %s is told by its name, with its mark and without',
    (encoding) => {
      for (const addBOM of [true, false]) {
        writeFileSync(path.join(home, CONFIGURATION_FILE), iconv.encode(filled, encoding, { addBOM }));
        expect(refusal()).toMatch(addBOM ? new RegExp(encoding.slice(0, 6), 'i') : /空字节/);
      }
    },
  );

  it('D4 of nothing but empty bytes is damaged, and an empty one is empty', () => {
    writeFileSync(path.join(home, CONFIGURATION_FILE), Buffer.alloc(4_096));
    expect(refusal()).toContain('已损坏');
    for (const empty of ['', '\n\n', '# 以后再写\n']) {
      write(empty);
      expect(refusal()).toContain('文件是空的');
    }
  });

  it('with the mark of UTF-8 and the line ends of Windows is read as it is', () => {
    write(`\ufeff${filled.replaceAll('\n', '\r\n')}`);
    const read = readConfiguration(home);
    write(filled);
    expect(read).toEqual(readConfiguration(home));
    expect(read.ok).toBe(true);
  });

  it('with a sign of lost characters says where', () => {
    const { text, number } = spoiled('organ:', '  organ: 示范县医疗\ufffd局');
    write(text);
    expect(refusal()).toContain(`第 ${number} 行：含有不是文字的字符（U+FFFD）`);
  });

  it('M5 that is a folder, too large, or nearly named counter.yaml is no reason for a demonstration', () => {
    mkdirSync(path.join(home, CONFIGURATION_FILE));
    expect(refusal()).toContain('counter.yaml 是一个文件夹');
    rmSync(path.join(home, CONFIGURATION_FILE), { recursive: true });
    write(`${filled}#${'x'.repeat(1_100_000)}`);
    expect(refusal()).toContain('太大');
    rmSync(path.join(home, CONFIGURATION_FILE));
    for (const name of ['counter.yml', 'Counter.YAML', 'counter.yaml.txt']) {
      writeFileSync(path.join(home, name), filled);
      expect(refusal()).toContain(`找到 ${name}，文件名应为 counter.yaml`);
      rmSync(path.join(home, name));
    }
    expect(readConfiguration(home)).toEqual({ ok: true, value: 'absent' });
  });
});

describe('whatever is written in quotes', () => {
  const texts = ['organ', 'name', 'address', 'phone', 'supervisionPhone', 'openingHours'] as const;
  const given = parse(filled) as { hall: Record<string, string>; central: Record<string, string> };

  it('as a text of the hall is taken exactly so, or refused at its line', () => {
    const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.constantFrom(...texts), anyText, (name, text) => {
        const content = stringify({ ...given, hall: { ...given.hall, [name]: text } }, { lineWidth: 0 });
        write(content);
        const read = readConfiguration(home);
        if (read.ok) {
          expect(read.value).toMatchObject({ hall: { [name]: text } });
          expect(text).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text) ? /./u : /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+$/u);
        } else expect(read.message).toMatch(/counter\.yaml 第 \d+ 行：/);
      }),
    );
  });

  it('as a key is taken exactly so or refused, and no message repeats it', () => {
    const key = fc.oneof(
      fc.string({ minLength: 12 }),
      fc.integer({ min: 100_000_000_000, max: 9_000_000_000_000 }).map(String),
    );
    fc.assert(
      fc.property(fc.constantFrom('accessKey', 'secretKey'), key, fc.boolean(), (name, text, quoted) => {
        const value: unknown = quoted ? text : /^\d+$/.test(text) ? Number(text) : text;
        write(stringify({ ...given, central: { ...given.central, [name]: value } }, { lineWidth: 0 }));
        const read = readConfiguration(home);
        if (read.ok) expect(read.value).toMatchObject({ central: { [name]: text } });
        else expect(read.message).not.toContain(text);
      }),
    );
  });

  it('as an endpoint is the very origin that is asked, or refused', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{0,6}$/);
    const host = fc.oneof(
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.domain(),
      fc.array(label, { maxLength: 4 }).map((parts) => parts.join('.')),
    );
    const rest = fc.constantFrom('', '', '', '/', '/fsi', '?a', '#a', ' ', '@', '\\', '/..');
    const endpoint = fc
      .tuple(
        fc.constantFrom('http://', 'https://', 'HTTP://', 'ftp://', '//', ''),
        host,
        fc.option(fc.integer({ min: 0, max: 99_999 })),
        rest,
      )
      .map(([scheme, name, port, tail]) => `${scheme}${name}${port === null ? '' : `:${port}`}${tail}`);
    fc.assert(
      fc.property(endpoint, (text) => {
        write(stringify({ ...given, central: { ...given.central, endpoint: text } }, { lineWidth: 0 }));
        const read = readConfiguration(home);
        if (!read.ok) {
          expect(read.message).toMatch(/第 \d+ 行：endpoint: /);
          return;
        }
        if (read.value === 'absent') throw new Error('absent');
        const taken = read.value.central.endpoint;
        expect([taken, `${taken}/`]).toContain(text);
        const { protocol, host: asked, username, password, pathname, search, hash } = new URL(taken);
        expect([username, password, pathname, search, hash].join('')).toBe('/');
        expect(taken).toContain(`${protocol}//${asked}`);
      }),
    );
  });
});
