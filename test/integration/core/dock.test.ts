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
    value(await client.dock.do({ kind: 'card-fault', fault }));
    value(await client.dock.do({ kind: 'insert-card', personId: 'employee' }));
    const { visit } = await until(({ lights, dock }) => {
      const left = fault !== 'pulled-while-read' || dock?.cardInReader === null;
      return left && lights.cardReader.text === text;
    });
    expect(visit).toBeNull();
    // The next card is a good one again.
    value(await client.dock.do({ kind: 'remove-card' }));
    value(await client.dock.do({ kind: 'card-fault', fault: 'none' }));
    expect((await comeWithCard(counter, 'employee')).person?.name).toBe('李建国');
  });

  test('of the third generation: its number is read, and the central system says whose it is', async ({ counter }) => {
    value(await counter.client.dock.do({ kind: 'card-fault', fault: 'third-generation' }));
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
    value(await counter.client.dock.do({ kind: 'reader-fault', fault }));
    expect((await comeWithCard(counter, 'retiree')).person?.name).toBe('王淑芬');
  });

  test('silent: the light says so, and goes when the reader answers again', async ({ counter }) => {
    const { client, until } = counter;
    value(await client.dock.do({ kind: 'reader-fault', fault: 'silent' }));
    await until(({ lights }) => lights.cardReader.text === '读卡器没有应答');
    value(await client.dock.do({ kind: 'reader-fault', fault: 'none' }));
    await until(({ lights }) => lights.cardReader.text === '读卡器就绪');
  });
});

test.concurrent(
  'an ID card opens a visit, a faulty one does not, and one taken away half-way is gone',
  async ({ counter }) => {
    const { client, until } = counter;
    for (const fault of ['read-failed', 'not-genuine', 'pulled-while-read'] as const) {
      value(await client.dock.do({ kind: 'id-card-fault', fault }));
      value(await client.dock.do({ kind: 'lay-id-card', personId: 'retiree' }));
      const { visit } = await until(
        ({ lights, dock }) =>
          lights.idCardReader?.level === 'warn' || (fault === 'pulled-while-read' && dock?.idCardOnReader === null),
      );
      expect(visit).toBeNull();
      value(await client.dock.do({ kind: 'take-id-card' }));
      await until(({ lights }) => lights.idCardReader?.text === '身份证阅读器就绪');
    }
    value(await client.dock.do({ kind: 'id-card-fault', fault: 'none' }));
    value(await client.dock.do({ kind: 'lay-id-card', personId: 'retiree' }));
    const { visit } = await until((live) => live.visit?.person?.name === '王淑芬');
    expect(visit?.openedBy).toBe('id-card');
  },
);

test.concurrent('a scanned code and the code of a slip that was printed', async ({ counter }) => {
  const { client, until } = counter;
  const { dock } = await until((live) => live.lights.scanner?.level === 'ok');
  const [code] = dock?.codes ?? [];
  value(await client.dock.do({ kind: 'scan', codeId: code!.id }));
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
    value(await client.dock.do({ kind: 'printer-fault', fault }));
    await until(({ lights }) => lights.printer.text.endsWith(text));
    await accept(counter, false);
    await until(({ printing }) => printing[0]?.state === 'queued');
    value(await client.dock.do({ kind: 'printer-fault', fault: 'none' }));
    await until(({ dock, printing }) => printing[0]?.state === 'printed' && dock?.paperOut.length === 1);
  });

  test('with a small buffer prints slowly and whole', async ({ counter }) => {
    const { client, until } = counter;
    await comeWithCard(counter, 'employee');
    await accept(counter, false);
    const whole = (await until(({ dock }) => dock?.paperOut.length === 1)).printing[0]!;
    value(await client.dock.do({ kind: 'printer-fault', fault: 'small-buffer' }));
    value(await client.slip.reprint({ requestId: crypto.randomUUID(), slipNumber: whole.slipNumber }));
    // The copy has its mark and nothing less than the first print.
    const { dock } = await until((live) => live.dock?.paperOut.length === 2);
    const [first, copy] = await Promise.all(
      dock!.paperOut.map(async ({ id }) => value(await client.dock.paper({ id })).svg!.split('<text').length),
    );
    expect(copy).toBeGreaterThanOrEqual(first!);
  });
});
