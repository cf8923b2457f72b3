import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

const hall = useHall();
let teller: Teller;

const ITEM = '住院费用报销';
const cell = (row: number, column: string) =>
  hall.page.getByRole('textbox', { name: `第 ${row} 行 ${column}`, exact: true });

describe('the form of a claim', () => {
  beforeEach(async () => {
    teller = tellerAt(hall.page);
    await teller.startAfresh();
  });

  test('takes fee items cell by cell, one empty row below, and has them when the case is opened again', async () => {
    await teller.serve('李建国');
    await teller.dock.close();
    await teller.findItem('zyfybx', ITEM);
    await cell(1, '费用项目').fill('床位费');
    await cell(1, '金额').fill('120');
    await cell(2, '费用项目').fill('药费');
    await cell(2, '金额').fill('￥1,863.5');
    await cell(3, '费用项目').waitFor();
    await cell(3, '费用项目').focus();
    await soon(() => cell(2, '金额').inputValue()).toBe('1863.50');
    await teller.write('银行账号', '6228 4899 0000 0000 011');
    await cell(3, '费用项目').focus();
    await hall.page.getByText('银行账号的校验位不对，请逐位核对').waitFor();
    await inspect(hall.page, '27-claim');
    await hall.page.getByRole('button', { name: '删去第 1 行' }).click();
    await soon(() => cell(1, '费用项目').inputValue()).toBe('药费');
    await teller.backToSearch();
    // A claim may be begun several times: the one that is open is gone on with from the citizen's list.
    await teller.panel.getByRole('button', { name: new RegExp(`^${ITEM}`) }).click();
    await soon(() => cell(1, '费用项目').inputValue()).toBe('药费');
    expect(await cell(2, '费用项目').inputValue()).toBe('');
  });
});
