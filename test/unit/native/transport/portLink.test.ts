import { describe, expect, it } from 'vitest';
import { LinkEndedError } from '../../../../native/transport/linkCore.ts';
import { wrapPort, type LibraryPort } from '../../../../native/transport/portLink.ts';

/** A port whose far side is the test. */
function farSide() {
  let waiting: PromiseWithResolvers<Uint8Array> = Promise.withResolvers();
  const written: number[] = [];
  let closed = 0;
  let stuck: Promise<void> = Promise.resolve();
  const port: LibraryPort = {
    async read(buffer, offset) {
      const bytes = await waiting.promise;
      waiting = Promise.withResolvers();
      buffer.set(bytes, offset);
      return { bytesRead: bytes.length };
    },
    async write(buffer) {
      await stuck;
      written.push(...buffer);
    },
    close() {
      closed += 1;
      waiting.reject(new Error('canceled'));
      return Promise.resolve();
    },
  };
  return {
    port,
    written,
    closed: () => closed,
    say: (...bytes: number[]) => waiting.resolve(Uint8Array.from(bytes)),
    vanish: () => waiting.reject(new Error('the device is gone')),
    stick: () => {
      stuck = new Promise(() => undefined);
    },
  };
}

describe('a port of the port library as a link', () => {
  it('carries bytes both ways, in order, as a copy', async () => {
    const far = farSide();
    const link = wrapPort(far.port, 'COM3');
    const got: number[] = [];
    const whole = new Promise<void>((resolve) =>
      link.onData((bytes) => {
        got.push(...bytes);
        if (got.length === 2) resolve();
        else far.say(2);
      }),
    );
    far.say(1);
    await whole;
    expect(got).toEqual([1, 2]);
    const bytes = Uint8Array.of(3, 4);
    const sent = [link.write(bytes), link.write(Uint8Array.of(5))];
    bytes.fill(0);
    await Promise.all(sent);
    expect(far.written).toEqual([3, 4, 5]);
  });

  it('is lost when its device is gone, and closed once', async () => {
    const far = farSide();
    const link = wrapPort(far.port, 'COM3');
    far.stick();
    const writing = link.write(Uint8Array.of(1));
    const ended = new Promise((resolve) => link.onEnd(resolve));
    far.vanish();
    expect(await ended).toEqual({ kind: 'lost', detail: '系统没有说明原因' });
    await expect(writing).rejects.toThrow(LinkEndedError);
    await link.close();
    expect(far.closed()).toBe(1);
  });

  it('closed by us is no loss, and takes nothing more', async () => {
    const far = farSide();
    const link = wrapPort(far.port, 'COM3');
    const ended = new Promise((resolve) => link.onEnd(resolve));
    await link.close();
    await link.close();
    expect(await ended).toEqual({ kind: 'closed' });
    await expect(link.write(Uint8Array.of(1))).rejects.toThrow('link closed');
    expect([far.closed(), far.written]).toEqual([1, []]);
  });
});
