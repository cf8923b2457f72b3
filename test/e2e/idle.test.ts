import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { everythingInThePage, tellerAt } from './support/teller.ts';

/** A teller who walks away. The shortest time a hall can configure is a minute, and this story really waits for it. */
const hall = useHall((home) => {
  writeFileSync(
    join(home, 'counter.yaml'),
    `hall:
  organ: 示范县医疗保障局
  name: 示范县医保服务大厅
  address: 中心街 1 号
  region: '990000'
  window: '07'
  phone: 0000-6000001
  supervisionPhone: 0000-6000002
  openingHours: 工作日 9:00–17:00
devices: { cardReader: { driver: none }, printer: { driver: none } }
central:
  endpoint: http://127.0.0.1:9
  institutionCode: C99000000001
  institutionName: 示范县医疗保障事务中心
  accessKey: not-used
  secretKey: not-used
session: { idleMinutes: 1 }
`,
  );
});

test('after the configured minute the teller is signed out, the citizen is off the screen, and the visit is kept', async () => {
  const { page } = hall;
  const teller = tellerAt(page);
  await teller.signIn();
  expect(await page.getByRole('banner').textContent()).toContain('07');
  await teller.serve('王淑芬');
  await teller.dock.close();
  await page.getByRole('heading', { name: '柜员登录' }).waitFor({ timeout: 100_000 });
  expect(await everythingInThePage(page)).not.toContain('王淑芬');
  await teller.signIn();
  await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
}, 120_000);
