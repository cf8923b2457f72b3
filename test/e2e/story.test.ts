import { beforeEach, describe, expect, test } from 'vitest';
import { bookedEffects } from './support/effects.ts';
import { useHall } from './support/hall.ts';
import { keyboardAt } from './support/keyboard.ts';
import { everythingInThePage, linesOfPaper, soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** The story the product is for: one citizen, one visit, everything settled. Once with the mouse, once without it. */
const hall = useHall();
let teller: Teller;

beforeEach(() => {
  teller = tellerAt(hall.page);
});

/** 张志强: adult resident, card of the second generation. */
const CITIZEN = { name: '张志强', idNumber: '990000197909233035', masked: '990000********3035', phone: '13900000003' };

describe('with the mouse', () => {
  test('the demonstration offers its accounts, and the top bar says where we are, who works and how the devices are', async () => {
    const { page } = hall;
    await page.getByRole('heading', { name: '柜员登录' }).waitFor();
    expect(
      await page
        .getByRole('region', { name: /演示账号/ })
        .getByRole('button')
        .count(),
    ).toBe(10);
    await teller.signIn('王小敏');
    const bar = await page.getByRole('banner').textContent();
    expect(bar).toContain('示范县政务服务中心医保服务大厅');
    expect(bar).toContain('03');
    expect(bar).toContain('王小敏');
    expect(bar).toContain('1001');
    await teller.lightSays('读卡器', '正常');
    await teller.lightSays('打印机', '正常');
    await teller.lightSays('中心系统', '正常');
  });

  test('a card in the reader opens the citizen without a press, each fact with its source', async () => {
    const { panel, dock, lightSays } = teller;
    await teller.serve(CITIZEN.name);
    await lightSays('读卡器', '已读卡');
    const seen = (await panel.textContent()) ?? '';
    expect(seen).toContain('卡在读卡器');
    expect(seen).toContain(CITIZEN.masked);
    expect(seen).not.toContain(CITIZEN.idNumber);
    expect(seen).not.toContain(CITIZEN.phone);
    expect(seen).toMatch(/城乡居民基本医疗保险.*正常参保/);
    expect(seen).toMatch(/中心系统 \d\d:\d\d 答复/);
    // Both the card and the central system say the birth date; only one of them knows the phone or the card's number.
    expect(seen).toMatch(/出生日期1979-09-23卡\+中心/);
    expect(seen).toMatch(/联系电话139\*{4}0003中心/);
    expect(seen).toMatch(/社保卡号Z99000003卡/);
    expect(seen).toContain('还没有办件');
    await dock.close();
  });

  test('the item is found by 汉字, pinyin, initials and code, or among the frequent ones', async () => {
    const { search, page } = { ...teller, page: hall.page };
    const found = () => teller.hits.first().textContent();
    for (const typed of ['长期居住', 'yidichangqi', 'ydcqjz', 'YB0413']) {
      await search.fill(typed);
      await soon(found).toContain('异地长期居住人员备案');
      await soon(() => teller.hits.count()).toBe(1);
    }
    await search.fill('护照');
    await page.getByText('事项清单里没有匹配的事项').waitFor();
    await search.fill('');
    await page.getByRole('heading', { name: '常办事项' }).waitFor();
    await soon(() => teller.hits.count()).toBe(20);
  });

  test('the intake has the list of the item: system materials are fetched, and nothing can be added or dropped', async () => {
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    const list = teller.region('申请材料');
    const rows = list.getByRole('listitem');
    await soon(() => rows.count()).toBe(3);
    const texts = await rows.allTextContents();
    expect(texts[0]).toMatch(/社会保障卡.*已凭社会保障卡确认/);
    expect(texts[1]).toMatch(/参保及缴费状态.*系统获取，不用群众提供.*医保核心经办系统：.*参保状态正常.*\d\d:\d\d/);
    expect(texts[2]).toContain('任选其一');
    // What the system supplies has nothing to press; what the citizen brings has original and copy and no more.
    const operable = '[role=radio], button, input, select, textarea, a';
    expect(await rows.nth(0).locator(operable).count()).toBe(0);
    expect(await rows.nth(1).locator(operable).count()).toBe(0);
    expect(
      await rows
        .nth(2)
        .locator(operable)
        .evaluateAll((parts) => parts.map((part) => part.ariaLabel)),
    ).toEqual(['居住证明 原件', '居住证明 复印件', '长期异地居住人员个人承诺书 原件']);
    expect(await list.locator('button:not([role=radio]), input, select, textarea').count()).toBe(0);
    // The form knows what the counter knows, and says from where.
    const form = teller.region('申请信息');
    expect(await form.getByRole('textbox', { name: '联系电话', exact: true }).inputValue()).toBe(CITIZEN.phone);
    expect(await form.textContent()).toMatch(/联系电话[^]{0,4}参保档案/);
  });

  test('what is missing is told once, all of it, in writing, as the preview showed it', async () => {
    const { page } = hall;
    await teller.button('一次性告知').click();
    const dialog = teller.dialog('一次性告知');
    await dialog.getByRole('textbox', { name: /补充说明/ }).fill('社区可以开具');
    await soon(async () => (await linesOfPaper(dialog)).join('')).toContain('社区可以开具');
    const preview = await linesOfPaper(dialog);
    const whole = preview.join('\n');
    for (const part of [
      '一次性告知书',
      CITIZEN.name,
      CITIZEN.masked,
      '还缺以下1份材料',
      '居住证明或个人承诺书',
      '未携带',
    ])
      expect(whole).toContain(part);
    for (const part of ['补齐', '个工作日', '地址：', '工作日9:00', '咨询电话：0000-6000001', '窗口：03'])
      expect(whole).toContain(part);
    expect(whole).not.toContain(CITIZEN.idNumber);

    await dialog.getByRole('button', { name: '打印告知书' }).click();
    await dialog.waitFor({ state: 'detached' });
    const slips = teller.region('单据');
    await soon(() => slips.textContent()).toMatch(/一次性告知书BZ\d{8}03-0001.*已打印/);
    // Preview, paper and the slip looked up later are one text; only the numbers and the minute came with the print.
    await slips.getByRole('button', { name: '查看' }).click();
    const issued = await linesOfPaper(teller.dialog('一次性告知书'));
    await page.keyboard.press('Escape');
    const [printed] = await teller.dock.paperOut();
    expect(printed).toEqual(issued);
    const withoutNumbers = (lines: string[]) =>
      lines.filter((line) => !/^(编号|办件编号)：/.test(line) && !/^\d{4}-\d\d-\d\d\d\d:\d\d$/.test(line));
    expect(withoutNumbers(issued)).toEqual(withoutNumbers(preview));
    expect(issued.find((line) => line.startsWith('编号：'))).toMatch(/^编号：BZ\d{8}03-0001$/);
    // Told once: not again, and the citizen's list knows it with its date.
    expect(await teller.button('一次性告知').getAttribute('aria-disabled')).toBe('true');
    expect(await teller.panel.textContent()).toMatch(/已告知待补.*请在 \d{4}-\d\d-\d\d（含当天）前补齐/);
  });

  test('all there: accepted, completed, forwarded, and the receipt is on the case', async () => {
    const { page } = hall;
    await teller.receive('居住证明', '复印件');
    await soon(() => teller.region('申请材料').textContent()).toContain('材料齐全');
    await teller.chooseRegion('居住地（就医地）医保区划', '990100');
    await teller.write('居住地详细地址', '邻县文化路8号');
    await teller.accept();
    expect(await steps(page)).toEqual({ 接件: 'done', 受理: 'now', 办结: 'ahead', 已传中心: 'ahead' });
    await teller.complete();
    await soon(() => steps(page)).toEqual({ 接件: 'done', 受理: 'done', 办结: 'done', 已传中心: 'done' });
    const [effect] = bookedEffects(hall.home);
    expect(effect).toMatchObject({ transaction: 'C413', applied: 1, received: 1 });
    await soon(() => teller.region('传中心系统').or(page.getByLabel('传中心系统')).first().textContent()).toContain(
      effect!.reference,
    );
    await soon(async () => (await teller.dock.paperOut()).length).toBe(3);
    const [completion, acceptance] = await teller.dock.paperOut();
    expect(acceptance!.join('\n')).toMatch(/受理通知书[^]*编号：SL\d{8}03-0001[^]*居住证明（复印件）/);
    expect(completion!.join('\n')).toMatch(/办结通知书[^]*编号：BJ\d{8}03-0001/);
    await soon(() => teller.panel.textContent()).toContain('已办结');
  });

  test('the end of the visit leaves nothing of the citizen', async () => {
    const { page } = hall;
    await teller.panel.getByRole('button', { name: '显示完整证件号码' }).click();
    await teller.panel.getByRole('button', { name: '群众要求' }).click();
    await soon(() => teller.panel.textContent()).toContain(CITIZEN.idNumber);
    await teller.dock.takePaper();
    await teller.dock.removeCard();
    await soon(() => teller.panel.textContent()).toContain('卡已取出');
    await teller.dock.close();
    await teller.endVisit();
    const rest = await everythingInThePage(page);
    for (const trace of [CITIZEN.name, CITIZEN.idNumber, CITIZEN.masked, CITIZEN.phone, '3035', 'Z99000003', '文化路'])
      expect(rest).not.toContain(trace);
    // Neither address nor history ever named a case: there is nothing to go back to.
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

describe('with the keyboard alone', () => {
  test('from sign-in to the clean counter without the mouse, and the focus is never lost', async () => {
    const { page } = hall;
    await page.getByRole('button', { name: '退出登录' }).waitFor();
    const hands = keyboardAt(page);
    await hands.pressUntilOn('Tab', '退出登录');
    await hands.press('Enter');
    await page.getByRole('heading', { name: '柜员登录' }).waitFor();

    await hands.type('1002');
    await hands.press('Enter');
    await hands.type('demo-1002');
    await hands.press('Enter');
    await teller.seesEmptyCounter();
    expect(await page.getByRole('banner').textContent()).toContain('赵宁 1002');

    // A card is put in through the dock; the hands are on the search field when the citizen is there.
    await hands.press('Control+Alt+D');
    await hands.pressUntilOn('Tab', /^王淑芬/);
    await hands.press('Enter');
    await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
    await hands.press('Control+Alt+D');
    await teller.dock.panel.getByRole('button', { name: '收起演示设备' }).waitFor({ state: 'detached' });
    await hands.press('F2');
    await hands.isOn('查找事项');

    // Something is missing: the notice.
    await hands.type('ydcqjz');
    await soon(() => teller.hits.count()).toBe(1);
    await hands.press('Enter');
    await page.getByRole('article', { name: '异地长期居住人员备案' }).waitFor();
    await hands.isOn('居住证明 原件');
    await hands.press('F4');
    await linesOfPaper(teller.dialog('一次性告知'));
    await hands.isOn('打印告知书');
    await hands.press('Enter');
    await teller.dialog('一次性告知').waitFor({ state: 'detached' });
    await soon(() => teller.region('单据').textContent()).toMatch(/BZ\d{8}03-0002.*已打印/);

    // The citizen has it with him after all: a copy, then the form.
    await hands.pressUntilOn('Tab', '居住证明 原件');
    await hands.press('ArrowDown');
    await hands.isOn('长期异地居住人员个人承诺书 原件');
    await hands.press('ArrowUp');
    await hands.press('2');
    await soon(() => teller.region('申请材料').textContent()).toContain('材料齐全');
    await hands.pressUntilOn('Tab', '居住地（就医地）医保区划');
    await hands.type('990100');
    await hands.press('F8');
    await soon(() => page.getByRole('alert').allTextContents()).toContain('还有 1 处没有填对，请改正后再受理。');
    await hands.isOn('居住地详细地址');
    await hands.type('邻县文化路 8 号');
    await hands.press('F8');
    await soon(() => steps(page)).toMatchObject({ 受理: 'now' });
    await hands.press('F9');
    await soon(() => steps(page)).toMatchObject({ 已传中心: 'done' });

    // The same visit, another item, from the frequent ones; nothing is needed from the citizen.
    await hands.press('Escape');
    await hands.isOn('查找事项');
    const wanted = await teller.hits.allTextContents();
    const place = wanted.findIndex((text) => text.includes('参保人员参保信息查询'));
    await hands.press(`Alt+${place + 1}`);
    await page.getByRole('article', { name: '参保人员参保信息查询' }).waitFor();
    await soon(() => teller.button('受理并办结').getAttribute('aria-disabled')).toBeNull();
    await hands.press('F8');
    await soon(() => steps(page)).toMatchObject({ 已传中心: 'done' });

    await hands.press('F10');
    await teller.seesEmptyCounter();
    await hands.isOn(/身份证|证件号码/);
    expect(await everythingInThePage(page)).not.toContain('王淑芬');
  });

  test('a citizen without a card is served by number, and what is left open is asked about', async () => {
    const { page } = hall;
    const hands = keyboardAt(page);
    await hands.type('990000198503121012');
    await hands.press('Enter');
    await soon(() => page.getByRole('alert').textContent()).toContain('证件号码不正确');
    await hands.press('Control+A');
    await hands.type('990000198503121011');
    await hands.press('Enter');
    await teller.panel.getByRole('heading', { name: '李建国' }).waitFor();
    await soon(() => teller.panel.textContent()).toContain('凭证件号码');
    await soon(() => teller.panel.textContent()).toMatch(/职工基本医疗保险.*正常参保[^]*个人账户2,863\.50 元/);
    await hands.type('cbpz');
    await soon(() => teller.hits.count()).toBe(1);
    await hands.press('Enter');
    await page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await hands.press('F6');
    await hands.isOn('继续办理');
    await hands.press('F6');
    await hands.press('Alt+E');
    // What was only looked at leaves no line.
    await soon(() => teller.panel.textContent()).toContain('还没有办件');
    await hands.isOn('查找事项');
    await hands.type('cbpz');
    await soon(() => teller.hits.count()).toBe(1);
    await hands.press('Enter');
    await page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await hands.pressUntilOn('Tab', '联系电话');
    await hands.type('1');
    await hands.press('F10');
    await soon(() => teller.dialog('结束接待？').textContent()).toContain('出具《参保凭证》');
    await hands.press('Escape');
    await teller.dialog('结束接待？').waitFor({ state: 'detached' });
    // The same key twice, as after a finished visit, closes nothing; nor does Enter, which goes on with the citizen.
    await hands.press('F10');
    await teller.dialog('结束接待？').waitFor();
    await hands.isOn('继续接待');
    await hands.press('F10');
    expect(await teller.dialog('结束接待？').isVisible()).toBe(true);
    await hands.press('Enter');
    await teller.dialog('结束接待？').waitFor({ state: 'detached' });
    await page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await hands.press('F10');
    await teller.dialog('结束接待？').waitFor();
    await hands.press('Alt+E');
    await teller.seesEmptyCounter();
  });
});
