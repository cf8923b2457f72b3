import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/bootstrap.mjs';
import { useHall } from './support/hall.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** A4 sheets over the browser shell: the page is drawn for paper, the browser's dialogue does the rest. */
const hall = useHall();
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
  await hall.page.evaluate(() => {
    let times = 0;
    Object.assign(window, { print: () => document.body.setAttribute('data-printed', String((times += 1))) });
  });
});

const printed = () => hall.page.locator('body').getAttribute('data-printed');

/** What a printer would get, as text; measured by poppler, which knows nothing of us. */
async function paper(name: string): Promise<{ text: string; info: string }> {
  const file = join(ROOT, 'test', 'output', 'screens', `${name}.pdf`);
  writeFileSync(file, await hall.page.pdf({ preferCSSPageSize: true }));
  const run = (command: string, args: string[]) => spawnSync(command, args, { encoding: 'utf8' }).stdout;
  spawnSync('pdftoppm', ['-r', '60', '-png', file, file.replace('.pdf', '')]);
  return { text: run('pdftotext', ['-layout', file, '-']), info: run('pdfinfo', [file]) };
}

const popplerHere = spawnSync('pdftotext', ['-v']).error === undefined;

describe.runIf(popplerHere)('on A4 paper (measured with poppler-utils)', () => {
  test('an issued slip: one page, nothing of the screen on it', async () => {
    await teller.serve('王淑芬');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await teller.region('单据').getByRole('button', { name: '查看' }).click();
    await teller.button('A4 纸打印').click();
    const dialog = teller.dialog('受理通知书');
    await dialog.getByRole('button', { name: /^打印/ }).click();
    await soon(printed).toBe('1');
    await hall.page.locator('.print-root').waitFor({ state: 'attached' });
    const { text, info } = await paper('a4-acceptance');
    expect(info).toMatch(/Pages:\s+1\n/);
    expect(info).toMatch(/Page size:\s+59\d(\.\d+)? x 84\d(\.\d+)? pts \(A4\)/);
    expect(text).toMatch(/受理通知书[^]*王淑芬[^]*出具《参保凭证》[^]*监督电话/);
    expect(text).not.toMatch(/结束接待|查找事项|打印机/);
  });

  test('the application form as it is typed at this moment', async () => {
    await teller.serve('王淑芬');
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    await teller.write('居住地详细地址', '邻县文化路 8 号');
    await teller.button('打印申请表（A4）').click();
    const dialog = teller.dialog('异地长期居住人员备案申请表');
    await dialog.getByRole('button', { name: /^打印/ }).click();
    await soon(printed).toBe('1');
    await hall.page.locator('.print-root').waitFor({ state: 'attached' });
    const { text, info } = await paper('a4-application');
    expect(info).toMatch(/Pages:\s+1\n/);
    expect(text).toMatch(/异地长期居住人员备案申请表[^]*邻县文化路 8 号[^]*签名/);
    await hall.page.keyboard.press('Escape');
    await soon(() => hall.page.locator('.print-root').count()).toBe(0);
  });
});
