import { beforeEach, describe, expect, test } from 'vitest';
import { compile, hasCompiler } from '../integration/card/library/vendorLibrary.ts';
import { useHall } from './support/hall.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';
import { technicianAt } from './support/technician.ts';

/** Citizens who bring their ID card, as most do. */
const hall = useHall();
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

const seen = async () => (await teller.panel.textContent()) ?? '';

test('an ID card brings its holder to the counter, and its facts say where they are from', async () => {
  await teller.dock.layIdCard('李建国');
  await teller.panel.getByRole('heading', { name: '李建国' }).waitFor();
  await soon(seen).toContain('凭身份证');
  await soon(seen).toMatch(/住址.*证件/);
  await teller.findItem('cbpz', '出具《参保凭证》');
  await hall.page.getByText('已凭居民身份证确认').waitFor();
  await teller.accept();
});

test('an ID card works while the central system is away', async () => {
  await teller.dock.central('连不上');
  await teller.dock.layIdCard('王淑芬');
  await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
  await soon(seen).toContain('中心系统暂时连不上');
});

test('a third-generation card names nobody without the central system; the panel says what helps, and it helps', async () => {
  await teller.dock.central('连不上');
  await teller.dock.insertCard('林晓彤');
  await soon(seen).toMatch(/尚未确认群众身份.*PSAM.*请群众刷身份证或出示医保码/);
  await teller.dock.layIdCard('林晓彤');
  await teller.panel.getByRole('heading', { name: '林晓彤' }).waitFor();
  await soon(seen).toContain('社保卡没有读出持卡人');
});

test('the ID card of somebody else is asked about; the teller decides', async () => {
  await teller.serve('李建国');
  await teller.dock.layIdCard('王淑芬');
  const question = teller.dialog('身份证阅读器上是另一个人的证件');
  await question.getByText(/王\*芬/).waitFor();
  await question.getByRole('button', { name: '继续接待当前群众' }).click();
  expect(await seen()).toContain('李建国');

  await teller.dock.layIdCard(null);
  await teller.dock.layIdCard('王淑芬');
  await question.getByRole('button', { name: '结束并换人' }).click();
  await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
  await soon(seen).toContain('凭身份证');
});

/** The technician names the library that decodes photos, and the teller takes the window over again. */
async function decodePhotosBy(library: string): Promise<void> {
  const technician = technicianAt(hall.page);
  await technician.startAfresh();
  const detail = await technician.show('身份证阅读器');
  await detail.getByRole('button', { name: '修改设置' }).click();
  const change = technician.dialog('修改“身份证阅读器”');
  await change.getByText('更多设置').click();
  await change.getByLabel('照片解码库').fill(library);
  await change.getByRole('button', { name: '保存' }).click();
  await change.waitFor({ state: 'detached' });
  await technician.rowSays('身份证阅读器', /正常/);
  await technician.button('退出登录').click();
  await teller.startAfresh();
}

describe.runIf(hasCompiler)('the photo of an ID card (needs gcc)', () => {
  const photo = () => teller.panel.getByRole('img', { name: '证件上的照片' });

  test('stands beside the name when a library decodes it, and is gone with the visit', async () => {
    await decodePhotosBy(
      compile('int unpack(char *wlt, char *pixels, int save) { memset(pixels, 90, 102 * 126 * 3); return 1; }'),
    );
    await teller.dock.layIdCard('李建国');
    await soon(() => photo().evaluate((face: HTMLImageElement) => face.naturalWidth)).toBe(102);
    await teller.dock.layIdCard(null);
    await teller.endVisit();
    await teller.dock.layIdCard('王淑芬');
    await soon(() => photo().evaluate((face: HTMLImageElement) => face.naturalWidth)).toBe(102);
  });

  test('is missing when the library crashes; the citizen is served all the same', async () => {
    await decodePhotosBy(compile('int unpack(char *wlt, char *pixels, int save) { abort(); }'));
    await teller.dock.layIdCard('李建国');
    await teller.panel.getByRole('heading', { name: '李建国' }).waitFor();
    await teller.findItem('cbpz', '出具《参保凭证》');
    expect(await photo().count()).toBe(0);
  });
});
