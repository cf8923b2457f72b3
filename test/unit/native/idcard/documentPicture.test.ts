import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdCardReaderEmulator } from '../../../../native/emulator/idCardReaderEmulator.ts';
import { createIdCardReader } from '../../../../native/idcard/idCardReader.ts';
import type { DecodePhotoResult } from '../../../../native/idcard/photo/decodePhoto.ts';
import type { IdCardReaderStatus } from '../../../../native/idcard/port.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';
import { idCardFixture } from '../../../fixtures/idcard/idCardFixture.ts';

const WANG = idCardFixture('citizen');
const MOVED = idCardFixture('moved-citizen');
const MOVED_NUMBER = '111111198101011110';
const PICTURE = Uint8Array.of(0x42, 0x4d, 1);

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** What the decoder was given, and the end the test gives it. */
interface Decoding {
  readonly wlt: Uint8Array;
  readonly signal: AbortSignal;
  readonly answer: PromiseWithResolvers<DecodePhotoResult>;
}

/** A reader with a decoder that answers when the test says so. */
function counter() {
  const emulator = createIdCardReaderEmulator({ timers: systemTimers });
  const port = createVirtualPort({ name: 'reader', timers: systemTimers }, emulator.attach);
  const lines: string[] = [];
  const decodings: Decoding[] = [];
  const reader = createIdCardReader({
    open: port.open,
    timers: systemTimers,
    log: (line) => lines.push(line),
    decodePhoto: (wlt, signal) => {
      const answer = Promise.withResolvers<DecodePhotoResult>();
      decodings.push({ wlt, signal, answer });
      return answer.promise;
    },
  });
  const seen: IdCardReaderStatus[] = [];
  reader.subscribe((status) => seen.push(status));
  const decoding = (index: number): Decoding => {
    const found = decodings[index];
    if (!found) throw new Error(`${decodings.length} photos were given to the decoder`);
    return found;
  };
  return { emulator, port, reader, seen, lines, decodings, decoding };
}

const shown = (seen: readonly IdCardReaderStatus[]): unknown[] =>
  seen.map((status) =>
    status.state === 'document'
      ? [status.presentation, status.document.name, status.picture && 'picture']
      : status.state,
  );

describe('the picture of a document', () => {
  it('follows in the same presentation: the document waits for no decoder', async () => {
    const { emulator, reader, seen, decoding, decodings } = counter();
    emulator.layCard(WANG);
    reader.start();
    await pass(1_000);
    expect(shown(seen)).toEqual(['reading', [1, '王建国', null]]);
    expect(decoding(0).wlt).toHaveLength(1_024);

    decoding(0).answer.resolve({ ok: true, bmp: PICTURE });
    await pass(0);
    expect(shown(seen)).toEqual(['reading', [1, '王建国', null], [1, '王建国', 'picture']]);
    expect(reader.status()).toMatchObject({ picture: PICTURE });
    // Goes with the document, and is not decoded twice for one that lies there.
    await pass(30_000);
    expect(reader.status()).toEqual({ state: 'empty' });
    expect(decodings).toHaveLength(1);
    await reader.stop();
  });

  it.each([
    ['the decoder says no', ({ answer }: Decoding) => answer.resolve({ ok: false, detail: 'crashed: SIGSEGV' })],
    ['there is no room for it', ({ answer }: Decoding) => answer.reject(new Error('ENOSPC'))],
  ])('stays away when %s: a line in the log, and nothing else', async (_name, fail) => {
    const { emulator, reader, seen, lines, decoding } = counter();
    emulator.layCard(WANG);
    reader.start();
    await pass(1_000);
    fail(decoding(0));
    await pass(1_000);
    expect(shown(seen)).toEqual(['reading', [1, '王建国', null]]);
    expect(lines.filter((line) => line.includes('photo'))).toEqual([
      expect.stringMatching(/^photo of the document not decoded: (crashed: SIGSEGV|ENOSPC)$/) as string,
    ]);
    await reader.stop();
  });

  it('that comes after the next card is dropped: nobody gets the face of somebody else', async () => {
    const { emulator, reader, lines, decoding } = counter();
    emulator.layCard(WANG);
    reader.start();
    await pass(1_000);
    emulator.takeCard();
    await pass(1_000);
    emulator.layCard(MOVED);
    await pass(1_000);
    expect(reader.status()).toMatchObject({ presentation: 2, document: { number: MOVED_NUMBER }, picture: null });
    expect(decoding(0).signal.aborted).toBe(true);

    decoding(0).answer.resolve({ ok: true, bmp: PICTURE });
    await pass(0);
    expect(reader.status()).toMatchObject({ presentation: 2, picture: null });
    const own = Uint8Array.of(0x42, 0x4d, 2);
    decoding(1).answer.resolve({ ok: true, bmp: own });
    await pass(0);
    expect(reader.status()).toMatchObject({ presentation: 2, document: { number: MOVED_NUMBER }, picture: own });
    expect(lines.filter((line) => line.includes('photo'))).toEqual([]);
    await reader.stop();
  });

  it.each(['empty', 'unavailable'] as const)('that comes when the reader is %s is dropped', async (state) => {
    const { emulator, port, reader, decoding } = counter();
    emulator.layCard(WANG);
    reader.start();
    await pass(1_000);
    if (state === 'unavailable') port.pull();
    await pass(25_000);
    expect(reader.status()).toMatchObject({ state });
    expect(decoding(0).signal.aborted).toBe(true);
    decoding(0).answer.resolve({ ok: true, bmp: PICTURE });
    await pass(0);
    expect(reader.status()).toMatchObject({ state });
    await reader.stop();
  });

  it('is given up by a reader that stops, which is over only when the decoder is', async () => {
    const { emulator, reader, seen, decoding } = counter();
    emulator.layCard(WANG);
    reader.start();
    await pass(1_000);
    const { signal, answer } = decoding(0);
    let over = false;
    const stopped = reader.stop().then(() => (over = true));
    await pass(1_000);
    expect([signal.aborted, over]).toEqual([true, false]);
    answer.resolve({ ok: true, bmp: PICTURE });
    await stopped;
    expect(shown(seen)).toEqual(['reading', [1, '王建国', null]]);
  });

  it('is not begun when the reader is stopped by whoever hears of the document', async () => {
    const { emulator, reader, decodings } = counter();
    const stopped = Promise.withResolvers<undefined>();
    reader.subscribe(({ state }) => {
      if (state === 'document') reader.stop().then(() => stopped.resolve(undefined), stopped.reject);
    });
    emulator.layCard(WANG);
    reader.start();
    await pass(1_000);
    await stopped.promise;
    expect(decodings).toEqual([]);
  });
});
