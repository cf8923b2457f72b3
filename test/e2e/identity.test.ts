import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { recordedActs } from './support/journal.ts';
import { keyboardAt } from './support/keyboard.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** Who it is, and what proves it: a card that is still in the reader, a document that was looked at, a card that proves nothing. */
const hall = useHall();
let teller: Teller;
let keys: ReturnType<typeof keyboardAt>;
const ITEM = '出具《参保凭证》';

const seen = async () => (await teller.panel.textContent()) ?? '';
const left = () => teller.region('没有取走的证件');
const heading = (name: string) => teller.panel.getByRole('heading', { name, exact: true });
const whyNotAccepted = () => teller.button('受理').getAttribute('aria-disabled');

beforeEach(async () => {
  teller = tellerAt(hall.page);
  keys = keyboardAt(hall.page);
  await teller.startAfresh();
});

describe('a card that was left in the reader', () => {
  test('is to be given back, and F3 serves its holder once more', async () => {
    await teller.serve('王淑芬');
    await teller.dock.close();
    await keys.press('F10');
    await teller.seesEmptyCounter();
    await hall.page.getByRole('heading', { name: '请先取出读卡器里的卡' }).waitFor();
    await soon(() => left().textContent()).toMatch(/请取出并交还 王\*芬 的卡.*重新接待 王\*芬/);
    // Where much is to be said the picture gives way: no words lie over it.
    const [picture, words] = await Promise.all([
      hall.page.locator('.empty-picture').boundingBox(),
      hall.page.getByRole('heading', { name: '请先取出读卡器里的卡' }).boundingBox(),
    ]);
    expect(picture!.y + picture!.height).toBeLessThanOrEqual(words!.y);
    await inspect(hall.page, '53-card-left');
    await keys.press('F3');
    await heading('王淑芬').waitFor();
    await soon(seen).toContain('卡在读卡器');
  });

  test('says nothing any more when it was taken away: F3 serves nobody', async () => {
    await teller.serve('王淑芬');
    await teller.dock.close();
    await keys.press('F10');
    await soon(() => left().textContent()).toContain('王*芬');
    const before = recordedActs(hall.home, 'visit.opened').length;
    await teller.dock.removeCard();
    await teller.dock.close();
    await left().waitFor({ state: 'detached' });
    await keys.press('F3');
    await hall.page.getByRole('heading', { name: '请将社会保障卡插入读卡器' }).waitFor();
    expect(recordedActs(hall.home, 'visit.opened')).toHaveLength(before);
  });

  test('is of somebody else than who is served now: F3 asks, and nobody is taken for its holder', async () => {
    await teller.serve('王淑芬');
    await teller.dock.close();
    await keys.press('F10');
    await soon(() => left().textContent()).toContain('王*芬');
    await keys.type('990000198503121011');
    await keys.press('Enter');
    await heading('李建国').waitFor();
    await soon(() => left().textContent()).toContain('询问如何处理');
    await keys.press('F3');
    await teller
      .dialog('读卡器里是另一位群众的卡')
      .getByText(/王\*芬/)
      .waitFor();
    await keys.isOn('继续接待当前群众');
    await keys.press('Enter');
    await teller.dialog('读卡器里是另一位群众的卡').waitFor({ state: 'detached' });
    expect(await heading('李建国').isVisible()).toBe(true);
    expect(await seen()).toContain('凭证件号码');
  });
});

describe('the original document', () => {
  test('is looked at by a teller, once, with their name and the time; nothing is accepted before', async () => {
    await teller.dock.close();
    await keys.press('F2');
    await keys.type('990000198503121011');
    await keys.press('Enter');
    await heading('李建国').waitFor();
    await soon(seen).toContain('只凭号码不能证明身份');
    await teller.findItem('cbpz', ITEM);
    await soon(whyNotAccepted).toBe('true');
    await keys.press('F8');
    await hall.page
      .getByText(/身份待核对，请核对证件原件后按 F5/)
      .first()
      .waitFor();
    await inspect(hall.page, '54-to-check');
    // Nobody fetches it: the line asks for the original and for nothing else.
    const identity = teller.region('申请材料').getByRole('listitem').filter({ hasText: '待核对证件原件' });
    await soon(() => identity.textContent()).not.toContain('系统获取');
    const before = recordedActs(hall.home, 'visit.identity-checked').length;
    await keys.press('F5');
    await keys.press('F5');
    await soon(seen).toMatch(/王小敏 \d\d:\d\d 已核对证件原件/);
    const checks = recordedActs(hall.home, 'visit.identity-checked').slice(before);
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ actor: '1001' });
    await soon(() => teller.region('申请材料').textContent()).toMatch(/王小敏 已核对证件原件 \d\d:\d\d/);
    await teller.accept();
    // Nothing of the check stays with the next visit of the same citizen.
    await teller.endVisit();
    await keys.type('990000198503121011');
    await keys.press('Enter');
    await heading('李建国').waitFor();
    await soon(seen).toContain('只凭号码不能证明身份');
  });

  test('is another one than a lost card, which proves nothing whatever is pressed', async () => {
    await teller.serve('郑凯');
    await teller.dock.close();
    await soon(seen).toContain('这张卡已挂失，不能证明身份。请核对本人的身份证件原件。');
    await teller.findItem('cbpz', ITEM);
    await soon(whyNotAccepted).toBe('true');
    await keys.press('F8');
    await hall.page
      .getByText(/身份待核对/)
      .first()
      .waitFor();
    await keys.press('F5');
    await soon(seen).toMatch(/王小敏 \d\d:\d\d 已核对证件原件/);
    await teller.accept();
    // What is recorded is the number and who looked at the document, never the card.
    const { payload } = recordedActs(hall.home, 'case.accept').at(-1) ?? { payload: '' };
    expect(payload).toMatch(/"identifiedBy":"id-number"/);
    expect(payload).toMatch(/"checkedBy":\{[^}]*"number":"1001"/);
    // The paper says that a document was looked at, not that a machine read it.
    await soon(async () => (await teller.dock.paperOut())[0]?.join('')).toMatch(/社会保障卡（原件）/);
  });
});
