import { describe, expect, test } from 'vitest';
import { applicationSheet } from '../../../../main/domain/sheet/applicationSheet.ts';
import { guideSheet } from '../../../../main/domain/sheet/guideSheet.ts';
import type { Sheet } from '../../../../main/domain/sheet/sheet.ts';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import type { ExtensionSlip, Slip } from '../../../../main/domain/slip/slip.ts';
import { slipText } from '../../../../main/domain/slip/slipText.ts';
import { slipSheet } from '../../../../main/domain/sheet/slipSheet.ts';
import { loadCatalogue } from '../../../../main/catalogue/load.ts';
import { acceptance, completion, longNotice, notice } from '../slip/slips.ts';

const everyText = (sheet: Sheet): string => JSON.stringify(sheet);

test('a notice says on A4 what it says on the receipt: every missing paper, why, what to bring, until when', () => {
  const sheet = slipSheet(notice);
  const [missing] = sheet.parts;
  expect(missing).toMatchObject({ kind: 'table', heading: `还缺以下 ${notice.missing.length} 份材料` });
  for (const { name, reason, guidance } of notice.missing) {
    expect(everyText(sheet)).toContain(name);
    expect(everyText(sheet)).toContain(reason);
    expect(everyText(sheet)).toContain(guidance ?? name);
  }
  expect(sheet.signatures).toHaveLength(1);
  expect(sheet.qr).toBe(`YGT1/${notice.number}/${notice.caseNumber}`);
});

test('a date nobody may promise is not on the sheet', () => {
  const sheet = slipSheet({ ...notice, dueOn: { unknown: 'beyond-calendar' } });
  expect(everyText(sheet)).toContain('放假安排尚未录入的年份');
  expect(everyText(sheet)).not.toContain('请在这一天之前补齐');
});

test('nothing of a long notice is cut', () => {
  const sheet = slipSheet(longNotice);
  expect(sheet.parts[0]).toMatchObject({
    rows: longNotice.missing.map(({ name }) => expect.arrayContaining([name]) as unknown),
  });
});

test('an instant item promises no day', () => {
  const promised = { ...acceptance, handling: 'instant', promisedOn: { on: '2026-11-22' } } as const;
  expect(everyText(slipSheet(promised))).toContain('即时办结');
  expect(everyText(slipSheet(promised))).not.toContain('承诺在这一天之前办结');
  expect(everyText(slipSheet({ ...promised, handling: 'timed' }))).toContain('2026年11月22日');
});

test('an extension says why, from which day to which, on A4 and on the receipt, and names none where none is known', () => {
  const { received: _received, handling: _handling, ...head } = acceptance;
  const extension = {
    ...head,
    kind: 'YQ',
    number: 'YQ2026112103-0001',
    workingDays: 10,
    reason: '专家评审未完成',
    formerlyOn: { on: '2026-11-27' },
    promisedOn: { on: '2026-12-11' },
  } as const;
  const papers = (slip: ExtensionSlip) => [
    everyText(slipSheet(slip)),
    slipText(layoutSlip(slip, { columns: 48, repertoire: 'gbk' }), 48)
      .join('')
      .replace(/\s/g, ''),
  ];
  for (const text of papers(extension)) {
    expect(text).toContain('延期通知书');
    expect(text).toContain('专家评审未完成');
    expect(text).toContain('2026年11月27日');
    expect(text).toContain('2026年12月11日');
  }
  for (const text of papers({ ...extension, promisedOn: { unknown: 'beyond-calendar' } })) {
    expect(text).toContain('放假安排尚未录入的年份');
    expect(text).not.toContain('延长后在这一天之前办结');
  }
  expect(slipSheet(extension).signatures).toHaveLength(1);
});

test('an acceptance with a gap says what is to follow, until when and what comes of it otherwise, and is signed', () => {
  const { received, handling: _handling, promisedOn: _promised, ...head } = acceptance;
  const gap = {
    ...head,
    kind: 'RQ',
    number: 'RQ2026112103-0001',
    received,
    missing: [{ name: '居住证明', guidance: '居住证等材料（原件或复印件）' }],
    workingDays: 10,
    dueOn: { on: '2026-12-04' },
  } as const;
  const ended = {
    ...head,
    kind: 'ZZ',
    number: 'ZZ2026120703-0001',
    reason: '容缺承诺的材料逾期没有补齐',
    explanation: '居住证明应在 2026年12月4日 前补齐。',
  } as const;
  const papers = (slip: Slip) => [
    everyText(slipSheet(slip)),
    slipText(layoutSlip(slip, { columns: 32, repertoire: 'gbk' }), 32)
      .join('')
      .replace(/[\s|]/g, ''),
  ];
  for (const text of papers(gap))
    for (const said of ['容缺受理通知书（承诺书）', '居住证等材料', '2026年12月4日', '12个月内不再适用容缺受理'])
      expect(text.replaceAll(' ', '')).toContain(said);
  for (const text of papers({ ...gap, dueOn: { unknown: 'beyond-calendar' } }))
    expect(text).toContain('放假安排尚未录入的年份');
  for (const text of papers(ended))
    for (const said of ['终止办理通知书', '居住证明应在', '行政复议', '重新申请时不用再交'])
      expect(text.replaceAll(' ', '')).toContain(said);
  for (const slip of [gap, ended]) expect(slipSheet(slip).signatures).toHaveLength(1);
});

test('acceptance and completion carry their result, and only amounts are set flush right', () => {
  expect(everyText(slipSheet(acceptance))).toContain('收到的材料');
  const sums = slipSheet({ ...completion, result: [{ label: '账户余额', value: '1,385.60 元' }] });
  expect(sums.parts[1]).toMatchObject({ columns: [{ align: 'text' }, { align: 'amount' }] });
  const words = slipSheet({ ...completion, result: [{ label: '结果', value: '已备案' }] });
  expect(words.parts[1]).toMatchObject({ columns: [{ align: 'text' }, { align: 'text' }] });
});

test('an application form shows choices in words and leaves fields that do not apply out', () => {
  const loaded = loadCatalogue('main/catalogue');
  if (!loaded.ok) throw new Error('the catalogue does not load');
  const item = loaded.value.items.find(({ fields }) => fields.some(({ kind }) => kind === 'choice'))!;
  const choice = item.fields.filter((field) => field.kind === 'choice').find(({ shownWhen }) => !shownWhen)!;
  const [chosen] = choice.choices;
  const sheet = applicationSheet({
    item,
    form: { [choice.code]: chosen!.value },
    citizen: { name: '张三', idNumber: '11010519491231002X' },
    caseNumber: '',
    hall: notice.hall,
    teller: notice.teller,
    at: notice.issuedAt,
  });
  expect(sheet.parts[0]).toMatchObject({
    kind: 'pairs',
    pairs: expect.arrayContaining([{ label: choice.label, value: chosen!.label }]) as unknown,
  });
  expect(sheet.facts).toContainEqual({ label: '证件号码', value: '11010519491231002X' });
  expect(sheet.qr).toBeNull();
});

describe('the notification card of an item', () => {
  const loaded = loadCatalogue('main/catalogue');
  const items = loaded.ok ? loaded.value.items : [];
  const card = (item: (typeof items)[number]) =>
    guideSheet({ item, hall: notice.hall, teller: notice.teller, at: notice.issuedAt });

  test('exists for every item of the catalogue', () => expect(items.length).toBeGreaterThan(5));

  test.each(items)('$code names every material once, where to bring it and in which version', (item) => {
    const sheet = card(item);
    const rows = sheet.parts.flatMap((part) =>
      part.kind === 'table' ? part.rows.map((cells) => cells.join(' ')) : [],
    );
    for (const { name } of item.materials) expect(rows.some((row) => row.includes(name))).toBe(true);
    for (const condition of item.conditions) expect(everyText(sheet)).toContain(condition);
    for (const law of item.legalBasis) expect(everyText(sheet)).toContain(law);
    for (const { name } of item.nodes) expect(everyText(sheet)).toContain(name);
    expect(sheet.facts.map(({ label }) => label)).toContain('档案保管');
    expect(sheet.number).toContain(`第 ${item.version} 版`);
    expect(everyText(sheet)).toContain(notice.hall.supervisionPhone);
  });

  test('says what may follow later and what a written promise may take the place of, and that all else must be there', () => {
    const item = items.find(({ code }) => code === 'YB0413')!;
    const rows = card(item).parts.flatMap((part) => (part.kind === 'table' ? part.rows : []));
    const promised = rows.find((cells) => cells[1]?.startsWith('居住证明或个人承诺书'));
    expect(promised?.at(-1)).toBe('可以长期异地居住人员个人承诺书代替；可容缺受理，10 个工作日内补交');
    expect(rows.find((cells) => cells[1]?.startsWith('授权委托书'))?.at(-1)).toBe('须当场提交');
  });

  test.each(items)(
    '$code is about nobody: it needs no signature, leads to no case and gives no ground of ours away',
    (item) => {
      const sheet = card(item);
      expect([sheet.signatures, sheet.qr]).toEqual([[], null]);
      expect(everyText(sheet)).not.toContain(item.source.slice(0, 12));
    },
  );
});
