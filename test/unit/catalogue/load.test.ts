import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue, readFragments, readItem } from '../../../main/catalogue/load.ts';
import { describeProblem } from '../../../main/catalogue/yamlFile.ts';
import { addWorkingDays } from '../../../main/domain/calendar/workingDays.ts';
import { prefill, validateForm } from '../../../main/domain/catalogue/form.ts';
import { TRAINING } from '../../fixtures/identity/rules.ts';
import { isFromCitizen, materialsFor } from '../../../main/domain/catalogue/materialList.ts';
import { resultLines } from '../../../main/domain/catalogue/outcome.ts';
import { searchItems } from '../../../main/domain/catalogue/search.ts';
import { itemOn } from '../../../main/domain/catalogue/versions.ts';

const shipped = path.resolve(import.meta.dirname, '../../../main/catalogue');
const today = '2026-11-21';
const longTermFile = 'items/YB0413/1.yaml';
const longTerm = readFileSync(path.join(shipped, longTermFile), 'utf8');
const { fragments } = readFragments(path.join(shipped, 'fragments'));

const whole = loadCatalogue(shipped);

function loaded() {
  if (!whole.ok) throw new Error(whole.problems.map(describeProblem).join('\n'));
  return whole.value;
}

function problemsOf(text: string): string[] {
  const result = readItem({ code: 'YB0413', version: 1 }, Buffer.from(text), fragments);
  return result.ok ? [] : result.problems.map(describeProblem);
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('the shipped catalogue', () => {
  it.each([
    ['停保', 'YB0105'],
    ['改电话', 'YB0105'],
    ['gdh', 'YB0105'],
    ['改名字', 'YB0105'],
    ['上医保', 'YB0103'],
    ['新农合', 'YB0103'],
    ['xnh', 'YB0103'],
    ['孩子 医保', 'YB0103'],
    ['查余额', 'YB0208'],
    ['cye', 'YB0208'],
    ['断缴', 'YB0208'],
    ['开证明', 'YB0310'],
    ['kzm', 'YB0310'],
    ['转医保', 'YB0310'],
    ['随子女', 'YB0413'],
    ['异地安置', 'YB0413'],
    ['ydaz', 'YB0413'],
    ['转院', 'YB0415'],
    ['zhuanyuan', 'YB0415'],
    ['去外地看病', 'YB0415'],
  ])('finds by “%s”, as people say it, %s', (said, code) => {
    const { entries, near } = searchItems(loaded().search, said, { on: today, limit: 20 });
    expect({ near, found: entries.map((entry) => entry.code) }).toMatchObject({
      near: false,
      found: expect.arrayContaining([code]) as unknown,
    });
  });

  it('lets a guardian act where persons apply, with the relation asked of the departments and never of the family', () => {
    for (const item of loaded().items.filter((one) => one.applicantKinds.includes('legal-representative'))) {
      const form = { applicant: 'guardian' };
      const guardianship = materialsFor(item, form).find(({ code }) => code === 'guardianship');
      expect(guardianship?.source.kind, item.name).toBe('shared');
      const shown = item.fields
        .filter(({ code, shownWhen }) => code.startsWith('guardian') && shownWhen?.in.includes('guardian'))
        .map(({ code }) => code);
      expect(shown, item.name).toEqual([
        ...['guardian-name', 'guardian-id-number', 'guardian-phone', 'guardian-relation'],
      ]);
      const identity = item.materials.find(({ source }) => source.kind === 'identity');
      expect(materialsFor(item, form), item.name).toContain(identity);
    }
  });

  it('asks nothing on paper of whoever comes in person for what systems and departments know', () => {
    const free = ['YB0103', 'YB0105', 'YB0208', 'YB0310', 'YT0101', 'YT0102', 'YT0103', 'YT0106', 'YT0201', 'YS0701'];
    for (const item of loaded().items.filter(({ code }) => free.includes(code))) {
      const { values } = prefill(item, { today });
      expect(materialsFor(item, values).filter(isFromCitizen), item.name).toEqual([]);
    }
  });

  it('asks for proof of key data only, and for none of the employee when the employer acts', () => {
    const item = itemOn(loaded().items, 'YB0105', today)!;
    const codes = (form: Record<string, string>): string[] => materialsFor(item, form).map(({ code }) => code);
    expect(codes({ applicant: 'self', 'changed-data': 'phone,address' })).toEqual([
      'identity-proof',
      'enrolment-record',
    ]);
    expect(codes({ applicant: 'self', 'changed-data': 'phone,name' })).toContain('key-data-proof');
    expect(codes({ applicant: 'employer', 'changed-data': 'phone' })).toEqual(['enrolment-record', 'change-form']);
  });

  it('takes a commitment for one place of residence and proof for several', () => {
    const item = itemOn(loaded().items, 'YB0413', today)!;
    const alternatives = (several: string): string[] =>
      materialsFor(item, { applicant: 'self', 'several-places': several }).flatMap(({ anyOf }) =>
        anyOf.map(({ code }) => code),
      );
    expect(alternatives('no')).toEqual(['residence-proof', 'commitment']);
    expect(alternatives('yes')).toEqual(['residence-proof']);
  });

  it('asks for both identity cards and the letter of authority when somebody else comes', () => {
    for (const item of loaded().items.filter((one) => one.applicantKinds.includes('agent'))) {
      const codes = materialsFor(item, { applicant: 'agent' }).map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['principal-id', 'agent-id', 'agent-authority']));
    }
  });

  it('a referral can be filled in, and says what was recorded', () => {
    const item = itemOn(loaded().items, 'YB0415', today)!;
    const form = {
      ...prefill(item, { today }).values,
      phone: '13800001234',
      address: '城关镇',
      'diagnosis-code': 'I25.103',
      'diagnosis-name': '冠状动脉粥样硬化性心脏病',
      'treatment-region': '990100',
      'hospital-agrees': '1',
      'referral-kind': '3',
      'referral-date': '2026-11-20',
      reason: '本地不具备条件',
      applicant: 'self',
      'end-date': '2027-05-21',
    };
    expect(validateForm(item, form, TRAINING)).toEqual([]);
    expect(resultLines(item, form, { today })).toContainEqual({ label: '转院类型', value: '省外异地转院' });
  });

  it('counts working days over the National Day of 2026 and not into 2027', () => {
    const { calendar } = loaded();
    expect(addWorkingDays(calendar, '2026-09-30', 3)).toEqual({ ok: true, value: '2026-10-10' });
    expect(addWorkingDays(calendar, '2026-02-13', 1)).toEqual({ ok: true, value: '2026-02-14' });
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toMatchObject({ ok: false, code: 'beyond-calendar' });
  });
});

describe('a broken item file', () => {
  it('is refused with file, line and reason', () => {
    const text = longTerm.replace('kind: region, help', 'kind: place, help');
    const line = lineOf(text, 'kind: place');
    expect(problemsOf(text)).toEqual([expect.stringMatching(`^${longTermFile} 第 ${line} 行：kind: .*无效选项`)]);
  });

  it.each([
    ['an unknown key', 'mainItem:', 'colour: red\nmainItem:', 'colour: red', '不认识的栏目：colour'],
    ['a missing key', 'channels: [window, web, self-service]\n', '', 'effectiveFrom', 'channels: 缺少此项'],
    ['a number for a code', "baseCode12: '132036024004'", 'baseCode12: 132036024004', 'baseCode12', 'baseCode12: '],
    ['its code inside', 'mainItem:', 'code: YB0413\nmainItem:', 'code: YB0413', 'code: 由文件夹名和文件名给出'],
    ['no such fragment', '- use: agent', '- use: nobody', '- use: nobody', '可用：agent、bank-account'],
    ['nothing of how long its papers are kept', 'retention: 10\n', '', 'effectiveFrom', 'retention: 缺少此项'],
    ['no such date', "'2025-01-01'", "'2025-02-30'", 'effectiveFrom', '应为真实日期'],
    ['a repeated key', 'mainItem:', 'mainItem: 备案\nmainItem:', 'mainItem: 基本', 'YAML 格式错误'],
    ['a contradiction', 'handlingMode: instant', 'handlingMode: timed', 'handlingMode', '即办件'],
    [
      'a material of no field',
      "field: several-places, in: ['no']",
      "field: places, in: ['no']",
      'field: places',
      '“places”不存在',
    ],
    ['a lost field', "value: '{start-date}'", "value: '{begin-date}'", '{begin-date}', '“begin-date”不存在'],
  ])('with %s says where', (_what, from, to, at, message) => {
    expect(longTerm).toContain(from);
    const text = longTerm.replace(from, to);
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`第 ${lineOf(text, at)} 行：`);
    expect(problems[0]).toContain(message);
  });

  it('with broken YAML says where', () => {
    const [first] = problemsOf('mainItem: a\nname: [a\naliases: []\n');
    expect(first).toMatch(/^items\/YB0413\/1\.yaml 第 [23] 行：YAML 格式错误/);
  });

  it('names all problems at once', () => {
    expect(
      problemsOf(
        longTerm
          .replace('approvalRoute: ordinary', 'approvalRoute: none')
          .replace('channels: [window', 'channels: [door'),
      ),
    ).toHaveLength(2);
    expect(problemsOf('').length).toBe(1);
  });
});

describe('a catalogue folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'catalogue-'));
    cpSync(shipped, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(file: string, text: string): string[] {
    writeFileSync(path.join(folder, file), text);
    const result = loadCatalogue(folder);
    return result.ok ? [] : result.problems.map(describeProblem);
  }

  const later = longTerm.replace("'2025-01-01'", "'2027-01-01'");

  it('takes a later version of an item beside the old one', () => {
    write(
      longTermFile,
      longTerm.replace("effectiveFrom: '2025-01-01'", "effectiveFrom: '2025-01-01'\neffectiveTo: '2026-12-31'"),
    );
    expect(write('items/YB0413/2.yaml', later)).toEqual([]);
  });

  it('is refused when versions overlap', () => {
    const problems = write('items/YB0413/2.yaml', later);
    expect(problems).toEqual([expect.stringMatching(/^items\/YB0413\/2\.yaml 第 1 行：.*有效期重叠/)]);
  });

  it('says once, in the fragment, what is wrong there, though six items use it', () => {
    const file = 'fragments/agent.yaml';
    const agent = readFileSync(path.join(folder, file), 'utf8');
    const wrong = agent.replace('kind: phone', 'kind: telephone');
    expect(write(file, wrong)[0]).toMatch(
      new RegExp(`^fragments/agent\\.yaml 第 ${lineOf(wrong, 'kind: telephone')} 行：kind: .*phone`),
    );
  });

  it('names the item in which what a fragment says does not hold', () => {
    const problems = write(longTermFile, longTerm.replace('  - use: person\n', ''));
    expect(problems).not.toEqual([]);
    for (const problem of problems) {
      expect(problem).toMatch(
        /^fragments\/(agent|guardian)\.yaml 第 \d+ 行：.*“applicant”.*（用于 items\/YB0413\/1\.yaml）$/,
      );
    }
  });

  it.each(['异地长期居住人员备案.yaml', 'YB0413/v2.yaml', 'yb0413/1.yaml', 'YB0413/old/1.yaml'])(
    'says where an item belongs that lies at items/%s',
    (place) => {
      mkdirSync(path.dirname(path.join(folder, 'items', place)), { recursive: true });
      renameSync(path.join(folder, longTermFile), path.join(folder, 'items', place));
      const result = loadCatalogue(folder);
      expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual([
        expect.stringMatching(`^items/${place} 第 1 行：.*如 items/YB0413/1.yaml`),
      ]);
    },
  );

  it('is refused as a whole for one broken file, calendar included', () => {
    const calendar = readFileSync(path.join(shipped, 'calendar/2026.yaml'), 'utf8');
    const problems = write(
      'calendar/2026.yaml',
      calendar.replace("makeUpWorkdays: ['2026-05-09']", "makeUpWorkdays: ['2026-05-08']"),
    );
    expect(problems).toEqual([expect.stringMatching(/^calendar\/2026\.yaml 第 \d+ 行：.*2026-05-08 不是周末/)]);
  });

  it('is refused for an item saved in another encoding, with what to do about it', () => {
    writeFileSync(path.join(folder, longTermFile), iconv.encode(longTerm, 'gbk'));
    const result = loadCatalogue(folder);
    expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual([
      expect.stringMatching(/^items\/YB0413\/1\.yaml 第 \d+ 行：文件是 GBK.*另存为/),
    ]);
  });
});

describe('the calendar of a hall', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'hall-calendar-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const year = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const of = (number: number, to = 3) =>
    `year: ${number}\nversion: '1'\nsource: 测试\nholidays:\n` +
    `  - { name: 元旦, from: '${number}-01-01', to: '${number}-01-0${to}', certainty: checked }\n`;
  const load = () => loadCatalogue(shipped, { hallCalendar: folder });
  const refusal = () => {
    const result = load();
    return result.ok ? [] : result.problems.map(describeProblem);
  };
  const last = loaded().calendar.validUntil.slice(0, 4);
  const after = Number(last) + 1;

  it('adds the years that came after the release, and corrects one', () => {
    year(`${after}.yaml`, of(after));
    year(`${last}.yaml`, of(Number(last), 2));
    year('说明.txt', '不是日历');
    const result = load();
    if (!result.ok) throw new Error(refusal().join());
    expect(result.value.calendar.validUntil).toBe(`${after}-12-31`);
    expect(result.value.calendar.holidays.filter((day) => day.startsWith(last))).toEqual([
      `${last}-01-01`,
      `${last}-01-02`,
    ]);
  });

  it('is none when its folder is not there', () => {
    expect(loadCatalogue(shipped, { hallCalendar: path.join(folder, 'nowhere') }).ok).toBe(true);
  });

  it.each([
    ['a year left out', `${after + 1}.yaml`, of(after + 1), `缺 ${after} 年的文件`],
    ['another year inside', `${after}.yaml`, of(after + 1), `文件名是 ${after}.yaml，里面写的是 ${after + 1} 年`],
    ['nothing inside', `${after}.yaml`, '# 以后再写\n', '文件是空的'],
  ])('is refused with %s', (_what, name, text, reason) => {
    year(name, text);
    expect(refusal()).toEqual([expect.stringContaining(reason)]);
    expect(refusal()[0]).toContain(`calendar/${name} 第 1 行`);
  });
});
