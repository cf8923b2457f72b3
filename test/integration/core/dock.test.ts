import { describe, expect } from 'vitest';
import { accept, comeWithCard } from '../../fixtures/counter/atWork.ts';
import { value } from '../../fixtures/counter/counter.ts';
import { test } from '../../fixtures/counter/counterTest.ts';

/**
 * Everything on the demonstration's dock does what its words say, over the real drivers. Every test has a counter of its
 * own and waits for its devices most of the time, so they wait together.
 */
describe.concurrent('the next card', () => {
  test.for([
    ['mute', '卡没有应答'],
    ['blocked', '卡已被锁定'],
    ['pulled-while-read', '读卡器就绪'],
  ] as const)('%s: nobody comes to the counter, and the light says %s', async ([fault, text], { counter }) => {
    const { client, until } = counter;
    value(await client.demo.setCardFault({ fault }));
    value(await client.demo.insertCard({ personId: 'employee' }));
    const { visit } = await until(({ lights, dock }) => {
      const left = fault !== 'pulled-while-read' || dock?.cardInReader === null;
      return left && lights.cardReader.text === text;
    });
    expect(visit).toBeNull();
    // The next card is a good one again.
    value(await client.demo.removeCard({}));
    value(await client.demo.setCardFault({ fault: 'none' }));
    expect((await comeWithCard(counter, 'employee')).person?.name).toBe('李建国');
  });

  test('of the third generation: its number is read, and the central system says whose it is', async ({ counter }) => {
    value(await counter.client.demo.setCardFault({ fault: 'third-generation' }));
    const visit = await comeWithCard(counter, 'employee');
    const sources = visit.person?.facts.map(({ key, source }) => [key, source]);
    expect(sources).toEqual(
      expect.arrayContaining([
        ['cardNumber', 'card'],
        ['name', 'central'],
        ['idNumber', 'central'],
      ]),
    );
  });
});

describe.concurrent('the reader', () => {
  test.for(['noise', 'slow'] as const)('with %s reads all the same', async (fault, { counter }) => {
    value(await counter.client.demo.setReaderFault({ fault }));
    expect((await comeWithCard(counter, 'retiree')).person?.name).toBe('王淑芬');
  });

  test('silent: the light says so, and goes when the reader answers again', async ({ counter }) => {
    const { client, until } = counter;
    value(await client.demo.setReaderFault({ fault: 'silent' }));
    await until(({ lights }) => lights.cardReader.text === '读卡器没有应答');
    value(await client.demo.setReaderFault({ fault: 'none' }));
    await until(({ lights }) => lights.cardReader.text === '读卡器就绪');
  });
});

test.concurrent(
  'an ID card opens a visit, a faulty one does not, and one taken away half-way is gone',
  async ({ counter }) => {
    const { client, until } = counter;
    for (const fault of ['read-failed', 'not-genuine', 'pulled-while-read'] as const) {
      value(await client.demo.setIdCardFault({ fault }));
      value(await client.demo.layIdCard({ personId: 'retiree' }));
      const { visit } = await until(
        ({ lights, dock }) =>
          lights.idCardReader?.level === 'warn' || (fault === 'pulled-while-read' && dock?.idCardOnReader === null),
      );
      expect(visit).toBeNull();
      value(await client.demo.takeIdCard({}));
      await until(({ lights }) => lights.idCardReader?.text === '身份证阅读器就绪');
    }
    value(await client.demo.setIdCardFault({ fault: 'none' }));
    value(await client.demo.layIdCard({ personId: 'retiree' }));
    const { visit } = await until((live) => live.visit?.person?.name === '王淑芬');
    expect(visit?.openedBy).toBe('id-card');
  },
);

test.concurrent('a scanned code and the code of a slip that was printed', async ({ counter }) => {
  const { client, until } = counter;
  const { dock } = await until((live) => live.lights.scanner?.level === 'ok');
  const [code] = dock?.codes ?? [];
  value(await client.demo.scan({ codeId: code!.id }));
  await until((live) => live.visit?.openedBy === 'e-credential' && live.visit.person !== null);
  await accept(counter, false);
  const printed = await until((live) => live.dock?.paperOut.length === 1);
  expect(printed.dock?.codes[0]?.label).toMatch(/^凭条：SL/);
});

describe.concurrent('the printer', () => {
  test.for([
    ['offline', '打印机脱机'],
    ['cutter', '打印机切刀故障'],
  ] as const)('%s: the slip waits, and comes when it is well', async ([fault, text], { counter }) => {
    const { client, until } = counter;
    await comeWithCard(counter, 'employee');
    value(await client.demo.setPrinterFault({ fault }));
    await until(({ lights }) => lights.printer.text.endsWith(text));
    await accept(counter, false);
    await until(({ printing }) => printing[0]?.state === 'queued');
    value(await client.demo.setPrinterFault({ fault: 'none' }));
    await until(({ dock, printing }) => printing[0]?.state === 'printed' && dock?.paperOut.length === 1);
  });

  test('with a small buffer prints slowly and whole', async ({ counter }) => {
    const { client, until } = counter;
    await comeWithCard(counter, 'employee');
    await accept(counter, false);
    const whole = (await until(({ dock }) => dock?.paperOut.length === 1)).printing[0]!;
    value(await client.demo.setPrinterFault({ fault: 'small-buffer' }));
    value(await client.slip.reprint({ requestId: crypto.randomUUID(), slipNumber: whole.slipNumber }));
    // The copy has its mark and nothing less than the first print.
    await until(({ dock }) => {
      const [first, copy] = dock?.paperOut.map(({ svg }) => svg.split('<text').length) ?? [];
      return first !== undefined && copy !== undefined && copy >= first;
    });
  });
});
