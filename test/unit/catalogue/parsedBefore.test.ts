import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { parseAhead, parserKnowing, readParsed } from '../../../main/catalogue/parsedBefore.ts';
import { checkYaml, parseYaml } from '../../../main/catalogue/yamlFile.ts';

const shipped = path.resolve(import.meta.dirname, '../../../main/catalogue');
const schema = z.strictObject({ name: z.string(), limit: z.number(), note: z.string().optional() });
const GOOD = 'name: 样例\nlimit: 3\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsed-before-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the build leaves of one file, read back as a start reads it. */
function ahead(text: string) {
  const place = mkdtempSync(path.join(folder, 'files-'));
  mkdirSync(path.join(place, 'below'));
  writeFileSync(path.join(place, 'below', '1.yaml'), text);
  const file = path.join(place, 'parsed.json');
  writeFileSync(file, JSON.stringify(parseAhead([place])));
  return readParsed(file);
}

function check(parse: typeof parseYaml, text: string) {
  const source = parse('1.yaml', Buffer.from(text));
  return source.ok ? checkYaml(source.value, schema) : source;
}

describe('YAML that the build has parsed', () => {
  it('gives the catalogue that the files give', () => {
    const parsed = parseAhead([shipped]);
    const asked: string[] = [];
    const known = loadCatalogue(shipped, {
      parse: (file, bytes) => {
        asked.push(file);
        return parserKnowing(parsed)(file, bytes);
      },
    });
    const parsedAnew = loadCatalogue(shipped);
    if (!known.ok || !parsedAnew.ok) throw new Error('the shipped catalogue does not load');
    expect(asked).toHaveLength(Object.keys(parsed).length);
    expect(known.value.items).toEqual(parsedAnew.value.items);
    expect(known.value.search).toEqual(parsedAnew.value.search);
  });

  it('is not asked about a file that was changed since', () => {
    const parse = parserKnowing(ahead(GOOD));
    expect(check(parse, GOOD)).toMatchObject({ ok: true, value: { value: { limit: 3 } } });
    expect(check(parse, GOOD.replace('3', '4'))).toMatchObject({ ok: true, value: { value: { limit: 4 } } });
  });

  it.each(['name: 样例\nlimit: 三\n', 'name: 2026\nlimit: 3\n', 'limit: 3\n', 'name: 样例\nlimit: 3\nother: 1\n'])(
    'tells a problem with its line as the parser does: %j',
    (text) => {
      const parsed = ahead(text);
      expect(Object.keys(parsed)).toHaveLength(1);
      const found = check(parserKnowing(parsed), text);
      expect(found.ok).toBe(false);
      expect(found).toEqual(check(parseYaml, text));
    },
  );

  it.each(['name: [\n', 'a: 1\na: 2\n', 'limit: .nan\n', ''])(
    'leaves out what only the parser can tell of: %j',
    (text) => {
      expect(ahead(text)).toEqual({});
    },
  );

  it('is nothing where there was no build', () => {
    expect(readParsed(path.join(folder, 'nowhere.json'))).toEqual({});
  });
});
