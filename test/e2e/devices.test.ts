import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { recordedActs } from './support/journal.ts';
import { soon, tellerAt } from './support/teller.ts';
import { technicianAt, type Technician } from './support/technician.ts';

/** The technician connects, tests, records, changes and removes devices; the teller never has to think about them. */
const hall = useHall();
let technician: Technician;

const look = (name: string) => inspect(hall.page, name);

describe('the technician', () => {
  beforeEach(async () => {
    technician = technicianAt(hall.page);
    await technician.startAfresh();
  });

  test('sees every device with its state, and what happens to it as it happens', async () => {
    const cables = [
      ['读卡器', '读卡器已连接'],
      ['身份证阅读器', '阅读器已连接'],
      ['扫码器', '扫码器已连接'],
      ['凭条打印机', '打印机已连接'],
      ['备用打印机', '第二台打印机已连接'],
    ] as const;
    for (const [name] of cables) await technician.rowSays(name, /正常/);
    await technician.dock.close();
    await look('50-devices');
    for (const [, cable] of cables) await technician.dock.set(cable, false);
    for (const [name] of cables) await technician.rowSays(name, /故障.*(没有找到|连接中断)/);
    const lights = hall.page.getByRole('list', { name: '设备与系统状态' });
    for (const light of ['读卡器', '身份证', '扫码器', '打印机']) {
      await soon(() => lights.getByRole('listitem').filter({ hasText: light }).first().textContent()).toMatch(/故障/);
    }
    const detail = await technician.show('身份证阅读器');
    await detail.getByText(/请检查身份证阅读器的线/).waitFor();
    await look('51-devices-lost');
    for (const [, cable] of cables) await technician.dock.set(cable, true);
    for (const [name] of cables) await technician.rowSays(name, /正常.*就绪/);
  });

  test('takes a scanner off, adds it by hand, tries it, records it for the vendor, changes it', async () => {
    await technician.show('扫码器');
    await technician.button('删除').click();
    const question = technician.dialog('删除“扫码器”？');
    await question.getByRole('button', { name: '不删除' }).click();
    await technician.rowSays('扫码器', /正常/);
    await technician.button('删除').click();
    await question.getByRole('button', { name: '删除', exact: true }).click();
    await technician.row('扫码器').waitFor({ state: 'detached' });

    await technician.button('手动添加').click();
    const form = technician.dialog('添加设备');
    await technician.choose(form, '设备种类', '串口扫码器');
    await form.getByRole('button', { name: '添加' }).click();
    await form.getByText('请填写').waitFor();
    await look('52-device-form');
    await form.getByLabel('名称').fill('右侧扫码器');
    await technician.choose(form, '连接方式', '演示接口');
    await form.getByRole('button', { name: '添加' }).click();
    await form.waitFor({ state: 'detached' });
    const detail = technician.detail('右侧扫码器');
    await technician.rowSays('右侧扫码器', /正常.*就绪/);

    await detail.getByRole('button', { name: '开始记录' }).click();
    await technician.rowSays('右侧扫码器', /记录中/);
    await hall.page.keyboard.press('Alt+T');
    await detail.getByText('正在测试：请现在扫任意一个码。').waitFor();
    await soon(() => detail.locator('.device-running').textContent()).toMatch(/还有 1\d 秒/);
    await detail.getByText('点“测试设备”后，在 20 秒内扫任意一个码。').waitFor();
    await technician.dock.scan('商品条码');
    await detail.getByText('测试通过：扫码器正常，扫到一个 13 位的码。').waitFor();
    await soon(() => detail.getByRole('log').textContent()).toContain('··');
    await technician.dock.close();
    await look('53-device-tested-and-recorded');
    const [saved] = await Promise.all([
      hall.page.waitForEvent('download'),
      detail.getByRole('button', { name: '保存为文件' }).click(),
    ]);
    const text = await readFile(await saved.path(), 'utf8');
    expect(text).toContain('··');
    // 6901… as the scanner sent it.
    expect(text).not.toMatch(/36 39 30 31/);
    await detail.getByRole('button', { name: '停止记录' }).click();
    await detail.getByRole('button', { name: '开始记录' }).waitFor();

    await detail.getByRole('button', { name: '修改设置' }).click();
    const change = technician.dialog('修改“右侧扫码器”');
    await change.getByText('更多设置').click();
    await change.getByLabel('结束间隔（毫秒）').fill('200');
    await change.getByLabel('名称').fill('扫码器');
    await change.getByRole('button', { name: '保存' }).click();
    await change.waitFor({ state: 'detached' });
    await technician.rowSays('扫码器', /正常.*就绪/);

    const acts = recordedActs(hall.home, 'device.').filter(({ actor }) => actor === '9001');
    expect(acts.map(({ kind }) => kind)).toEqual([
      'device.removed',
      'device.added',
      'device.tracing',
      'device.tested',
      'device.trace-saved',
      'device.tracing',
      'device.changed',
    ]);
    expect(acts.at(-1)?.payload).toContain('"gapMs":200');
  });

  test('is told when a place is taken, and finds what is plugged in', async () => {
    await technician.button('手动添加').click();
    const form = technician.dialog('添加设备');
    await technician.choose(form, '连接方式', '演示接口');
    await form.getByRole('button', { name: '添加' }).click();
    await form.getByRole('alert').getByText('这个端口已经给了另一台设备：读卡器').waitFor();
    // The first Esc closes an open list, the second the dialog.
    const ways = form.getByRole('combobox', { name: '连接方式' });
    await ways.press('ArrowDown');
    await soon(() => ways.getAttribute('aria-expanded')).toBe('true');
    await hall.page.keyboard.press('Escape');
    await soon(() => ways.getAttribute('aria-expanded')).toBe('false');
    await form.waitFor();
    await hall.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await hall.page.keyboard.press('Alt+S');
    const detection = technician.dialog('查找设备');
    // What is plugged into the machine of the test, if anything.
    await detection.getByRole('listitem').or(detection.getByText('没有找到设备')).first().waitFor();
    await look('54-device-detection');
    await detection.getByRole('button', { name: '手动添加' }).click();
    await form.waitFor();
    await hall.page.keyboard.press('Escape');
  });

  test('chooses narrow paper and another printer: the test page and the mark follow', async () => {
    const detail = await technician.show('备用打印机');
    await detail.getByRole('button', { name: '修改设置' }).click();
    const change = technician.dialog('修改“备用打印机”');
    await technician.choose(change, '机型', '58 毫米，会回报状态');
    await soon(() => change.locator('.field', { hasText: '纸宽' }).textContent()).toContain('58 毫米（32 列）');
    await change.getByRole('button', { name: '保存' }).click();
    await change.waitFor({ state: 'detached' });
    await technician.rowSays('备用打印机', /正常/);
    await detail.getByRole('button', { name: '设为首选打印机' }).click();
    await technician.rowSays('备用打印机', /首选/);
    await detail.getByRole('button', { name: '测试设备' }).click();
    await detail.getByText(/^测试通过/).waitFor();
    await technician.dock.open();
    await hall.page
      .getByRole('img', { name: /^第二台打印机输出的第/ })
      .first()
      .waitFor();
    await technician.dock.takePaper();
    await (await technician.show('凭条打印机')).getByRole('button', { name: '设为首选打印机' }).click();
    await technician.rowSays('凭条打印机', /首选/);
  });
});

describe('the teller', () => {
  test('has no page for devices; a slip that waits for paper comes out of the other printer on the teller’s word', async () => {
    const teller = tellerAt(hall.page);
    await hall.page.reload();
    await hall.page.getByRole('button', { name: '退出登录' }).click();
    await teller.startAfresh();
    await teller.dock.paper('用完');
    await teller.lightSays('打印机', /缺纸/);
    await teller.serve('王淑芬');
    expect(await hall.page.getByRole('heading', { name: '设备', exact: true }).count()).toBe(0);
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    const slips = teller.region('单据');
    await soon(() => slips.textContent()).toMatch(/等待打印/);
    await teller.dock.close();
    await look('55-slip-waits');
    await slips.getByRole('button', { name: '改由备用打印机打印' }).click();
    await soon(() => slips.textContent()).toContain('已打印');
    await soon(() => slips.textContent()).toContain('备用打印机');
    await teller.dock.open();
    await hall.page
      .getByRole('img', { name: /^第二台打印机输出的第/ })
      .first()
      .waitFor();
    expect(await teller.dock.paperOut()).toHaveLength(1);
  });

  test('reads a card again that gave no answer, with the key that is offered then', async () => {
    const teller = tellerAt(hall.page);
    await teller.startAfresh();
    const key = teller.button('读卡 F3');
    expect(await key.count()).toBe(0);
    await teller.dock.choose('下一张卡', '没有应答');
    await teller.dock.insertCard('李建国');
    await teller.lightSays('读卡器', /注意.*卡没有应答/);
    await hall.page.getByRole('button', { name: /^读卡/ }).waitFor();
    await teller.dock.unfold('身份证阅读器');
    await teller.dock.unfold('凭条打印机');
    await look('56-card-mute-and-dock');
    await hall.page.keyboard.press('F3');
    await teller.lightSays('读卡器', /注意.*卡没有应答/);
    await teller.dock.removeCard();
    await teller.lightSays('读卡器', /就绪/);
  });
});
