import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarProblems, type CalendarProblem } from '../../../../main/domain/calendar/workingDays.ts';
import { writtenName } from '../../../../main/domain/identity/name.ts';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import type { SlipLine } from '../../../../main/domain/slip/line.ts';
import { GETA, printable, type Repertoire } from '../../../../main/domain/slip/printable.ts';
import type { SlipPaper } from '../../../../main/domain/slip/rows.ts';
import type { NoticeSlip, ReprintMark, Slip } from '../../../../main/domain/slip/slip.ts';
import { slipText, spanColumns } from '../../../../main/domain/slip/slipText.ts';
import { slipSheet } from '../../../../main/domain/sheet/slipSheet.ts';
import { printerTestPage } from '../../../../main/domain/slip/testPage.ts';
import { acceptance, completion, longNotice, notice, reprint } from './slips.ts';

const narrow: SlipPaper = { columns: 32, repertoire: 'gb18030' };
const wide: SlipPaper = { columns: 48, repertoire: 'gb18030' };

const noDays = Object.keys(calendarProblems).map((unknown) => ({ unknown: unknown as CalendarProblem }));

/** The slip as one text, framed so that the golden texts keep their spaces. */
function printed(slip: Slip, paper: SlipPaper, mark?: ReprintMark): string {
  return slipText(layoutSlip(slip, paper, mark), paper.columns)
    .map((line) => `|${line}`)
    .join('\n');
}

function textOf(lines: readonly SlipLine[]): string {
  return lines.map((line) => (line.kind === 'text' ? line.spans.map((span) => span.text).join('') : '')).join('');
}

const withoutSpaces = (text: string): string => text.replaceAll(/[ \n]/g, '');

test.each([
  ['agent', '代办人'],
  ['guardian', '监护人'],
] as const)(
  'whoever acts as %s is named on receipt and on A4, the name in full and the number masked',
  (acts, label) => {
    const agent = { acts, name: '李四', maskedIdNumber: '110105********0011' };
    for (const paper of [narrow, wide])
      expect(printed({ ...acceptance, agent }, paper)).toMatch(
        new RegExp(`证件号：110105\\*{8}002X\\n\\|${label}：李四\\n\\|${label}证件号：(\\n\\|  )?110105\\*{8}0011\\n`),
      );
    expect(slipSheet({ ...completion, agent }).facts).toEqual(
      expect.arrayContaining([
        { label, value: '李四' },
        { label: `${label}证件号`, value: '110105********0011' },
      ]),
    );
    // A notice may be told before the number is known.
    const bare = printed({ ...notice, agent: { ...agent, maskedIdNumber: '' } }, wide);
    expect(bare).toContain(`${label}：李四`);
    expect(bare).not.toContain(`${label}证件号`);
  },
);

describe('a citizen without proof of residence gets a one-time notice', () => {
  test('on 58 mm paper', () =>
    expect(printed(notice, narrow)).toMatchInlineSnapshot(`
      "|        示例县医疗保障局
      |    一次性告知书
      |
      |编号：BZ2026112103-0007
      |--------------------------------
      |申请人：张三
      |证件号：110105********002X
      |事项：异地长期居住人员备案
      |事项编码：YB0413
      |办件编号：
      |  990000001202611210000042
      |--------------------------------
      |■ 还缺以下 2 份材料
      |1. 居住证明或个人承诺书（二选
      |   一）
      |   原因：未携带
      |   请带：居住证、房产证、租房合
      |         同任一种；没有的可在窗
      |         口填写《个人承诺书》
      |   份数：原件1份（核对后退还）、
      |         复印件1份
      |2. 《基本医疗保险跨统筹地区异地
      |   就医备案表》
      |   原因：复印件不清晰
      |   份数：原件1份
      |
      |以上是全部要补的材料，一次告知；
      |补齐后即予受理。
      |
      |■ 不用带，由系统获取
      |· 参保缴费记录
      |· 户籍信息（公安共享）
      |
      |■ 已核对，不用再带
      |1. 有效身份证件（原件）
      |2. 社会保障卡（证卡已核验）
      |--------------------------------
      |■ 请在这一天之前补齐（含当天）
      |  2026年11月30日
      |     （星期一）共5个工作日
      |--------------------------------
      |■ 办理地点和电话
      |大厅：示例县医疗保障服务大厅
      |地址：示例县人民路1号政务服务中
      |      心二楼A区
      |窗口：3号综合窗口
      |时间：工作日 9:00–12:00,
      |      13:30–17:00
      |咨询电话：0999-1234567
      |监督电话：0999-7654321
      |收费：不收费
      |--------------------------------
      |[二维码 YGT1/BZ2026112103-0007/990000001202611210000042]
      |       出示此码可查询本件
      |
      |经办人：王小丽（0312）
      |                示例县医疗保障局
      |            2026年11月21日 10:30
      |--------------------------------
      |本人已收到本告知书，知道需要补正
      |的全部材料。
      |
      |申请人签名：____________________
      |
      |            ____年____月____日"
    `));
  test('on 80 mm paper', () =>
    expect(printed(notice, wide)).toMatchInlineSnapshot(`
      "|                示例县医疗保障局
      |            一次性告知书
      |
      |编号：BZ2026112103-0007
      |------------------------------------------------
      |申请人：张三
      |证件号：110105********002X
      |事项：异地长期居住人员备案
      |事项编码：YB0413
      |办件编号：990000001202611210000042
      |------------------------------------------------
      |■ 还缺以下 2 份材料
      |1. 居住证明或个人承诺书（二选一）
      |   原因：未携带
      |   请带：居住证、房产证、租房合同任一种；没有的
      |         可在窗口填写《个人承诺书》
      |   份数：原件1份（核对后退还）、复印件1份
      |2. 《基本医疗保险跨统筹地区异地就医备案表》
      |   原因：复印件不清晰
      |   份数：原件1份
      |
      |以上是全部要补的材料，一次告知；补齐后即予受理。
      |
      |■ 不用带，由系统获取
      |· 参保缴费记录
      |· 户籍信息（公安共享）
      |
      |■ 已核对，不用再带
      |1. 有效身份证件（原件）
      |2. 社会保障卡（证卡已核验）
      |------------------------------------------------
      |■ 请在这一天之前补齐（含当天）
      |          2026年11月30日
      |             （星期一）共5个工作日
      |------------------------------------------------
      |■ 办理地点和电话
      |大厅：示例县医疗保障服务大厅
      |地址：示例县人民路1号政务服务中心二楼A区
      |窗口：3号综合窗口
      |时间：工作日 9:00–12:00, 13:30–17:00
      |咨询电话：0999-1234567
      |监督电话：0999-7654321
      |收费：不收费
      |------------------------------------------------
      |[二维码 YGT1/BZ2026112103-0007/990000001202611210000042]
      |               出示此码可查询本件
      |
      |经办人：王小丽（0312）
      |                                示例县医疗保障局
      |                            2026年11月21日 10:30
      |------------------------------------------------
      |本人已收到本告知书，知道需要补正的全部材料。
      |
      |申请人签名：____________________________________
      |
      |                            ____年____月____日"
    `));

  test('with nothing received, nothing supplied and no date that may be promised', () => {
    const bare: NoticeSlip = { ...notice, received: [], systemSupplied: [], dueOn: { unknown: 'beyond-calendar' } };
    const text = printed(bare, narrow);
    expect(text).not.toContain('不用再带');
    expect(text).not.toContain('由系统获取');
    expect(text).toContain('5个工作日');
    expect(text).toContain('放假');
  });
});

describe('a citizen whose papers are complete gets an acceptance', () => {
  test('on 58 mm paper', () =>
    expect(printed(acceptance, narrow)).toMatchInlineSnapshot(`
      "|        示例县医疗保障局
      |      受理通知书
      |
      |编号：SL2026112103-0011
      |--------------------------------
      |申请人：张三
      |证件号：110105********002X
      |事项：出具《参保凭证》
      |事项编码：YB0310
      |办件编号：
      |  990000001202611210000043
      |--------------------------------
      |您的申请材料齐全，已经受理。
      |
      |■ 收到材料 4 份
      |1. 有效身份证件（证卡已核验）
      |2. 代办人身份证（复印件）
      |3. 参保缴费记录（由系统获取，医
      |   保核心系统）
      |4. 户籍信息（由系统获取，待核
      |   实）
      |--------------------------------
      |■ 办理时限
      |        即时办结
      |    请在窗口稍候，当场办好。
      |--------------------------------
      |■ 怎样查询进度
      |凭本通知书的办件编号，到窗口、自
      |助机或打咨询电话查询。
      |--------------------------------
      |■ 办理地点和电话
      |大厅：示例县医疗保障服务大厅
      |地址：示例县人民路1号政务服务中
      |      心二楼A区
      |窗口：3号综合窗口
      |时间：工作日 9:00–12:00,
      |      13:30–17:00
      |咨询电话：0999-1234567
      |监督电话：0999-7654321
      |收费：不收费
      |--------------------------------
      |[二维码 YGT1/SL2026112103-0011/990000001202611210000043]
      |       出示此码可查询本件
      |
      |经办人：王小丽（0312）
      |                示例县医疗保障局
      |            2026年11月21日 10:30"
    `));
  test('on 80 mm paper', () =>
    expect(printed(acceptance, wide)).toMatchInlineSnapshot(`
      "|                示例县医疗保障局
      |              受理通知书
      |
      |编号：SL2026112103-0011
      |------------------------------------------------
      |申请人：张三
      |证件号：110105********002X
      |事项：出具《参保凭证》
      |事项编码：YB0310
      |办件编号：990000001202611210000043
      |------------------------------------------------
      |您的申请材料齐全，已经受理。
      |
      |■ 收到材料 4 份
      |1. 有效身份证件（证卡已核验）
      |2. 代办人身份证（复印件）
      |3. 参保缴费记录（由系统获取，医保核心系统）
      |4. 户籍信息（由系统获取，待核实）
      |------------------------------------------------
      |■ 办理时限
      |                即时办结
      |            请在窗口稍候，当场办好。
      |------------------------------------------------
      |■ 怎样查询进度
      |凭本通知书的办件编号，到窗口、自助机或打咨询电话
      |查询。
      |------------------------------------------------
      |■ 办理地点和电话
      |大厅：示例县医疗保障服务大厅
      |地址：示例县人民路1号政务服务中心二楼A区
      |窗口：3号综合窗口
      |时间：工作日 9:00–12:00, 13:30–17:00
      |咨询电话：0999-1234567
      |监督电话：0999-7654321
      |收费：不收费
      |------------------------------------------------
      |[二维码 YGT1/SL2026112103-0011/990000001202611210000043]
      |               出示此码可查询本件
      |
      |经办人：王小丽（0312）
      |                                示例县医疗保障局
      |                            2026年11月21日 10:30"
    `));

  test('for a timed item with the promised day', () => {
    const text = printed({ ...acceptance, handling: 'timed', promisedOn: { on: '2026-12-04' } }, wide);
    expect(text).toContain('2026年12月4日');
    expect(text).toContain('星期五');
    expect(text).not.toContain('即时办结');
  });

  test('for a timed item beyond the calendar without any day', () => {
    const text = printed({ ...acceptance, handling: 'timed', promisedOn: { unknown: 'beyond-calendar' } }, wide);
    expect(text).toContain('放假安排尚未录入的年份');
    expect(text).not.toContain('承诺在这一天');
  });
});

describe('a citizen whose case is done gets a completion', () => {
  test('on 58 mm paper', () =>
    expect(printed(completion, narrow)).toMatchInlineSnapshot(`
      "|        示例县医疗保障局
      |      办结通知书
      |
      |编号：BJ2026112103-0011
      |--------------------------------
      |申请人：张三
      |证件号：110105********002X
      |事项：出具《参保凭证》
      |事项编码：YB0310
      |办件编号：
      |  990000001202611210000043
      |--------------------------------
      |您申请的事项已经办结。
      |
      |■ 办理结果
      |结果：已出具《参保凭证》，可在转
      |      入地医保经办机构办理关系转
      |      移接续
      |凭证编号：
      |  CBPZ-990000-2026-000118
      |个人账户余额：       1,234.56 元
      |应退金额：               0.00 元
      |--------------------------------
      |■ 生效日期
      |  2026年11月21日
      |对结果有疑问，请到窗口或打咨询电
      |话询问。
      |--------------------------------
      |■ 办理地点和电话
      |大厅：示例县医疗保障服务大厅
      |地址：示例县人民路1号政务服务中
      |      心二楼A区
      |窗口：3号综合窗口
      |时间：工作日 9:00–12:00,
      |      13:30–17:00
      |咨询电话：0999-1234567
      |监督电话：0999-7654321
      |收费：不收费
      |--------------------------------
      |[二维码 YGT1/BJ2026112103-0011/990000001202611210000043]
      |       出示此码可查询本件
      |
      |经办人：王小丽（0312）
      |                示例县医疗保障局
      |            2026年11月21日 10:30"
    `));
  test('on 80 mm paper', () =>
    expect(printed(completion, wide)).toMatchInlineSnapshot(`
      "|                示例县医疗保障局
      |              办结通知书
      |
      |编号：BJ2026112103-0011
      |------------------------------------------------
      |申请人：张三
      |证件号：110105********002X
      |事项：出具《参保凭证》
      |事项编码：YB0310
      |办件编号：990000001202611210000043
      |------------------------------------------------
      |您申请的事项已经办结。
      |
      |■ 办理结果
      |结果：已出具《参保凭证》，可在转入地医保经办机构
      |      办理关系转移接续
      |凭证编号：CBPZ-990000-2026-000118
      |个人账户余额：                       1,234.56 元
      |应退金额：                               0.00 元
      |------------------------------------------------
      |■ 生效日期
      |          2026年11月21日
      |对结果有疑问，请到窗口或打咨询电话询问。
      |------------------------------------------------
      |■ 办理地点和电话
      |大厅：示例县医疗保障服务大厅
      |地址：示例县人民路1号政务服务中心二楼A区
      |窗口：3号综合窗口
      |时间：工作日 9:00–12:00, 13:30–17:00
      |咨询电话：0999-1234567
      |监督电话：0999-7654321
      |收费：不收费
      |------------------------------------------------
      |[二维码 YGT1/BJ2026112103-0011/990000001202611210000043]
      |               出示此码可查询本件
      |
      |经办人：王小丽（0312）
      |                                示例县医疗保障局
      |                            2026年11月21日 10:30"
    `));

  test('amounts end in one column at the right edge, also one that needs a row of its own', () => {
    const label = '本次应当退还至参保人银行账户的';
    const result = [
      { label, value: '1,234,567.00 元' },
      { label: '余额', value: '3.00 元' },
    ];
    const lines = slipText(layoutSlip({ ...completion, result }, narrow), 32);
    expect(lines).toContain('                 1,234,567.00 元');
    expect(lines).toContain('余额：                   3.00 元');
  });
});

describe('a second print', () => {
  test('carries its mark at both ends and is the same in between', () => {
    const first = slipText(layoutSlip(acceptance, narrow), 32);
    const second = slipText(layoutSlip(acceptance, narrow, reprint), 32);
    const mark = ['           【补打 1】', '      2026年11月22日 09:05', '          李明（0315）'];
    expect(second).toEqual([...mark, '-'.repeat(32), ...first, '-'.repeat(32), ...mark]);
  });
});

describe('days on paper', () => {
  test.each([notice, acceptance, completion])('have one form on the whole of a $kind', (slip) => {
    const text = printed(slip, wide, reprint);
    expect(text).toContain('2026年11月2');
    expect(text).not.toMatch(/\d{4}[-/.]\d{2}[-/.]\d{2}/);
    expect(JSON.stringify(slipSheet(slip))).not.toMatch(/\d{4}[-/.]\d{2}[-/.]\d{2}/);
  });
});

describe('characters the printer has not', () => {
  const footnote = '〓：打印机无法打印的字';

  test('are marked, and the slip says so', () => {
    const text = printed(longNotice, { columns: 48, repertoire: 'gbk' }, reprint);
    expect(text).toContain(`·${GETA}${GETA}${GETA}䶮`);
    expect(text).toContain(footnote);
  });

  test('are printed by a printer with the larger font, without a footnote', () => {
    const text = printed(longNotice, wide);
    expect(text).toContain('·𬭳㐂𠮷䶮');
    expect(text).not.toContain(footnote);
  });
});

describe('the test page', () => {
  test.each([narrow, wide])('fills its ruler rows exactly on $columns columns', (paper) => {
    const lines = slipText(printerTestPage(paper, notice.issuedAt), paper.columns);
    expect(lines).toContain('1234567890'.repeat(5).slice(0, paper.columns));
    expect(lines).toContain('一二三四五六七八九十'.repeat(3).slice(0, paper.columns / 2));
  });
});

const word = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Array.from('医保参保凭证，。（）《》、：·0123456789Aa -￥')) },
    { weight: 1, arbitrary: fc.constantFrom('𬭳', '㐂', '😀', '\u001b', '\n', 'e\u0301') },
  ),
  maxLength: 60,
});
const anyNotice: fc.Arbitrary<NoticeSlip> = fc
  .record({
    missing: fc.array(fc.record({ name: word, reason: word, guidance: word, copies: word }), { maxLength: 12 }),
    received: fc.array(fc.record({ name: word, how: fc.constantFrom('original', 'copy', 'card'), source: word })),
    systemSupplied: fc.array(word, { maxLength: 3 }),
    dueOn: fc.constantFrom({ on: '2026-11-30' } as const, ...noDays),
    citizen: fc.record({ name: word, maskedIdNumber: fc.constant('110105********002X') }),
    item: fc.record({ code: fc.constant('YB0413'), name: word }),
  })
  .map((parts): NoticeSlip => ({ ...notice, ...parts }));
const anyPaper = fc.record({
  columns: fc.constantFrom<32 | 48>(32, 48),
  repertoire: fc.constantFrom<Repertoire>('gbk', 'gb18030'),
});

describe('any slip on any paper', () => {
  test('has no line wider than the paper', () => {
    fc.assert(
      fc.property(anyNotice, anyPaper, (slip, paper) => {
        for (const line of layoutSlip(slip, paper)) {
          if (line.kind !== 'text') continue;
          const columns = line.spans.reduce((sum, span) => sum + spanColumns(span), 0);
          expect(columns).toBeLessThanOrEqual(paper.columns);
        }
      }),
    );
  });

  test('has every character of every material, none split', () => {
    fc.assert(
      fc.property(anyNotice, anyPaper, (slip, paper) => {
        const text = withoutSpaces(textOf(layoutSlip(slip, paper)));
        const told = [
          ...slip.missing.flatMap((m) => [m.name, m.reason, m.guidance ?? '']),
          writtenName(slip.citizen.name),
        ];
        for (const part of told) expect(text).toContain(withoutSpaces(printable(part, paper.repertoire)));
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  test('explains the mark exactly when it is there', () => {
    fc.assert(
      fc.property(anyNotice, anyPaper, (slip, paper) => {
        const rows = slipText(layoutSlip(slip, paper), paper.columns);
        const footnote = rows.findIndex((row) => row.startsWith('〓：打印机无法打印的字'));
        const marked = rows.findIndex((row) => row.includes(GETA));
        expect(marked === -1 ? footnote === -1 : footnote > marked).toBe(true);
      }),
    );
  });
});
