import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { recordedActs } from './support/journal.ts';
import { keyboardAt } from './support/keyboard.ts';
import { everythingInThePage, soon, tellerAt, type Teller } from './support/teller.ts';

/** One teller leaves in the middle of a case, another comes: it is taken over or ended knowingly, and by no other post. */
const hall = useHall();
let teller: Teller;
let keys: ReturnType<typeof keyboardAt>;
const ITEM = '异地长期居住人员备案';
const QUESTION = '1001 王小敏 还有一次接待没有结束';

const signInHeading = () => hall.page.getByRole('heading', { name: '柜员登录' });
const question = () => hall.page.getByRole('heading', { name: QUESTION });
const address = () => hall.page.getByRole('textbox', { name: '居住地详细地址', exact: true });

async function signOut(): Promise<void> {
  await teller.button('退出登录').click();
  const asked = hall.page.getByRole('dialog');
  await asked.or(signInHeading()).first().waitFor();
  if (await asked.isVisible()) await asked.getByRole('button', { name: '退出登录' }).click();
  await signInHeading().waitFor();
}

beforeAll(() => {
  teller = tellerAt(hall.page);
  keys = keyboardAt(hall.page);
});

/** 1001 begins a case for a citizen and goes in the middle of a word. */
beforeEach(async () => {
  await teller.startAfresh();
  await teller.serve('赵秀英');
  await teller.dock.removeCard();
  await teller.dock.close();
  await teller.findItem('ydcqjz', ITEM);
  await teller.write('居住地详细地址', '邻县文化路 8 号');
  await signOut();
});

describe('a visit that its teller left', () => {
  test('is asked about before anything else, and taken over with all that was typed', async () => {
    await teller.signIn('赵宁');
    await question().waitFor();
    await soon(() => hall.page.getByRole('main').textContent()).toMatch(/群众 赵\*英.*未完成：异地长期居住人员备案/);
    expect(await everythingInThePage(hall.page)).not.toContain('赵秀英');
    await inspect(hall.page, '52-hand-over');
    await keys.press('Alt+J');
    await teller.panel.getByRole('heading', { name: '赵秀英' }).waitFor();
    await teller.panel
      .getByRole('button', { name: new RegExp(`^${ITEM}`) })
      .first()
      .click();
    await soon(() => address().inputValue()).toBe('邻县文化路 8 号');
    await teller.receive('居住证明', '原件');
    await teller.chooseRegion('居住地（就医地）医保区划', '990100');
    await teller.accept();
    // Who accepted it stands in the history, whoever began.
    await soon(() => teller.region('办理记录').textContent()).toMatch(/接件.*王小敏.*受理.*赵宁/);
    expect(recordedActs(hall.home, 'visit.taken-over').at(-1)).toMatchObject({ actor: '1002' });
    await teller.endVisit();
    await signOut();
  });

  test('is ended by the other teller, and its intake closed under the name of who ended it', async () => {
    await teller.signIn('赵宁');
    await question().waitFor();
    await keys.press('Alt+E');
    await teller.seesEmptyCounter();
    expect(recordedActs(hall.home, 'visit.ended').at(-1)).toMatchObject({ actor: '1002' });
    expect(recordedActs(hall.home, 'case.abandon').at(-1)).toMatchObject({ actor: '1002' });
    await signOut();
  });

  test('keeps a new citizen waiting: nothing laid or scanned goes into it', async () => {
    await teller.signIn('赵宁');
    await question().waitFor();
    const before = recordedActs(hall.home, 'visit.').length;
    await teller.dock.insertCard('王淑芬');
    await teller.lightSays('读卡器', '已读卡');
    await teller.dock.scan('医保码：李建国');
    await hall.page.getByText(/另一位柜员没有结束的接待/).waitFor();
    await teller.dock.close();
    expect(recordedActs(hall.home, 'visit.')).toHaveLength(before);
    // Settled, the card that lies there is looked at.
    await keys.press('Alt+E');
    await teller.panel.or(hall.page.getByRole('main', { name: '等待群众' })).waitFor();
    expect(recordedActs(hall.home, 'visit.ended').at(-1)).toMatchObject({ actor: '1002' });
    if (await teller.panel.isVisible()) await teller.endVisit();
    await signOut();
  });

  test('is its own teller’s again without a question', async () => {
    await teller.signIn('王小敏');
    await teller.panel.getByRole('heading', { name: '赵秀英' }).waitFor();
    expect(await question().count()).toBe(0);
  });

  test('is nothing for another post', async () => {
    for (const [name, first] of [
      ['沈岩', '待审批'],
      ['陈工', '设备'],
    ] as const) {
      await teller.signIn(name);
      await hall.page.getByRole('heading', { name: first, exact: true }).waitFor();
      await hall.page.keyboard.press('Alt+J');
      await hall.page.keyboard.press('Alt+E');
      expect(await everythingInThePage(hall.page)).not.toMatch(/赵秀英|赵\*英/);
      await signOut();
    }
    // Still as it was.
    await teller.signIn('王小敏');
    await teller.panel.getByRole('heading', { name: '赵秀英' }).waitFor();
  });
});
