import { beforeEach, describe, expect, test } from 'vitest';
import { dockOf } from './support/dock.ts';
import { useHall } from './support/hall.ts';
import { recordedActs } from './support/journal.ts';
import { keyboardAt } from './support/keyboard.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** Somebody stands there for the citizen: shown by their own document or typed, and never the citizen once more. */
const hall = useHall();
let teller: Teller;
let keys: ReturnType<typeof keyboardAt>;
const ITEM = '异地长期居住人员备案';

const field = (name: string) => hall.page.getByRole('textbox', { name, exact: true });
const idCardQuestion = () => teller.dialog('身份证阅读器上是另一个人的证件');
const agent = async () => (await teller.panel.textContent()) ?? '';

beforeEach(async () => {
  teller = tellerAt(hall.page);
  keys = keyboardAt(hall.page);
  await teller.startAfresh();
});

/** Everything an agent brings, but who they are. */
async function withAgentsPapers(): Promise<void> {
  await teller.findItem('ydcqjz', ITEM);
  await teller.choose('申请方式', '委托代办');
  for (const paper of ['居住证明', '委托人有效身份证件', '代办人有效身份证件', '授权委托书'])
    await teller.receive(paper, '原件');
  await teller.chooseRegion('居住地（就医地）医保区划', '990100');
  await teller.write('居住地详细地址', '邻县文化路 8 号');
}

describe('an agent', () => {
  test('is read from their ID card into panel and form', async () => {
    await teller.serve('赵秀英');
    await teller.dock.layIdCard('李建国');
    await idCardQuestion()
      .getByText(/李\*国/)
      .waitFor();
    await keys.press('Alt+D');
    await soon(agent).toMatch(/代办人.*李建国.*990000\*{8}1011.*凭身份证件/);
    expect(await teller.panel.getByRole('heading', { name: '赵秀英' }).isVisible()).toBe(true);
    await withAgentsPapers();
    expect(await field('代办人姓名').inputValue()).toBe('李建国');
    expect(await field('代办人身份证号码').inputValue()).toBe('990000198503121011');
    await teller.write('代办人联系电话', '13900000001');
    await teller.choose('代办人与参保人关系', '其他亲属');
    await teller.accept();
    await soon(() => teller.region('申请信息').textContent()).toMatch(/代办人姓名李建国.*代办人与参保人关系其他亲属/);
    const shown = recordedActs(hall.home, 'visit.agent-shown').at(-1);
    expect(shown).toMatchObject({ actor: '1001' });
    expect(shown?.payload).toContain('李建国');
  });

  test('is typed where they have no card to lay; the citizen’s own number is refused', async () => {
    await teller.serve('李建国');
    await teller.dock.close();
    await withAgentsPapers();
    await teller.write('代办人姓名', '李建国');
    await teller.write('代办人身份证号码', '990000198503121011');
    await teller.write('代办人联系电话', '13900000001');
    await teller.choose('代办人与参保人关系', '非亲属');
    await keys.press('F8');
    await soon(() => hall.page.getByRole('alert').allTextContents()).toContainEqual(
      expect.stringContaining('申请人自己的号码') as string,
    );
    expect(await hall.page.getByRole('textbox', { name: '居住地详细地址' }).inputValue()).toBe('邻县文化路 8 号');
    await teller.write('代办人姓名', '周敏');
    await teller.write('代办人身份证号码', '990000199002142054');
    await teller.accept();
    await soon(() => teller.region('申请信息').textContent()).toMatch(/代办人姓名周敏/);
  });

  test('is nobody whose name is not known, and not the citizen with another document', async () => {
    await teller.serve('李建国');
    const before = recordedActs(hall.home, 'visit.agent-shown').length;
    // Their own ID card is theirs: nothing is asked.
    await teller.dock.layIdCard('李建国');
    await soon(() => teller.panel.textContent()).toMatch(/住址.*证件/);
    expect(await idCardQuestion().count()).toBe(0);
    await teller.dock.layIdCard(null);
    // A card that names nobody while the central system is away.
    await teller.dock.removeCard();
    await teller.dock.central('连不上');
    await teller.dock.insertCard('林晓彤');
    const question = teller.dialog('读卡器里是另一位群众的卡');
    await question.waitFor();
    expect(await question.getByRole('button', { name: '作为代办人' }).getAttribute('aria-disabled')).toBe('true');
    await keys.press('Alt+D');
    await question.getByText('没有读到姓名，请代办人刷身份证。').first().waitFor();
    expect(recordedActs(hall.home, 'visit.agent-shown')).toHaveLength(before);
    await keys.press('Enter');
    await question.waitFor({ state: 'detached' });
  });

  test('with another card laid while that is asked: the question stays, and the other card is asked about after it', async () => {
    await teller.serve('李建国');
    await teller.dock.removeCard();
    // The page behind a question is inert: the devices are handled from a second window, on a page that asks nothing.
    const tab = await hall.newTab();
    await tab.goto(hall.page.url());
    await tab.getByRole('banner').waitFor();
    await tab.keyboard.press('Alt+O');
    await tab.getByRole('heading', { name: '待传清单' }).waitFor();
    const dock = dockOf(tab);
    await dock.layIdCard('王淑芬');
    await idCardQuestion()
      .getByText(/王\*芬/)
      .waitFor();
    await dock.insertCard('张志强');
    await teller.lightSays('读卡器', '已读卡');
    expect(await idCardQuestion().textContent()).toContain('王*芬');
    await hall.page.bringToFront();
    await keys.press('Alt+D');
    await soon(agent).toMatch(/代办人.*王淑芬/);
    const next = teller.dialog('读卡器里是另一位群众的卡');
    await next.getByText(/张\*强/).waitFor();
    await keys.press('Enter');
    await next.waitFor({ state: 'detached' });
    await soon(agent).toMatch(/代办人.*王淑芬/);
    await tab.close();
  });
});
