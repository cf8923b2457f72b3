import { handClock } from '../../../fixtures/desk/handClock.ts';
import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { proofOf, provePage } from '../../../../main/shell/browser/mutualProof.ts';
import { proveEachOther } from '../../../../renderer/app/proof.ts';

const KEY = 'a1'.repeat(32);

/** One end of a socket in the hands of a test. */
class End extends EventEmitter {
  readonly sent: string[] = [];
  readonly close = vi.fn((_code?: number) => this.emit('close'));
  readonly terminate = vi.fn(() => this.emit('close'));
  readonly send = vi.fn((text: string) => void this.sent.push(text));
  say(text: string): void {
    this.emit('message', Buffer.from(text));
  }
}

function knock(key = KEY) {
  const end = new End();
  const onProved = vi.fn();
  const clock = handClock('2026-11-21T01:00:00.000Z');
  provePage(end as unknown as WebSocket, key, clock, onProved);
  return { end, onProved, clock };
}

describe('page and core prove themselves to each other', () => {
  test('with the same key the page of the window and the core agree', async () => {
    const { end, onProved } = knock();
    const page = new EventTarget() as EventTarget & { send: (text: string) => void; close: () => void };
    page.send = (text) => end.say(text);
    page.close = () => undefined;
    end.send.mockImplementation((text: string) => void page.dispatchEvent(new MessageEvent('message', { data: text })));
    await proveEachOther(page, KEY);
    expect(onProved).toHaveBeenCalledOnce();
    expect(end.listenerCount('message')).toBe(0);
  });

  test('without the key nothing opens, whatever is said', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const { end, onProved } = knock();
        end.say(first);
        end.say(second);
        const nonce = 'b'.repeat(64);
        end.say(nonce);
        end.say(proofOf('another key', 'page', nonce, end.sent.at(-1)?.split('.')[0] ?? ''));
        expect(onProved).not.toHaveBeenCalled();
      }),
    );
  });

  test("the core's own proof sent back is none", () => {
    const { end, onProved } = knock();
    end.say('c'.repeat(64));
    end.say(end.sent[0]!.split('.')[1]!);
    expect(onProved).not.toHaveBeenCalled();
    expect(end.close).toHaveBeenCalledWith(4401);
  });

  test('a proof is good for its own socket alone', () => {
    const page = 'd'.repeat(64);
    const first = knock();
    first.end.say(page);
    const proof = proofOf(KEY, 'page', page, first.end.sent[0]!.split('.')[0]!);
    first.end.say(proof);
    expect(first.onProved).toHaveBeenCalledOnce();
    const second = knock();
    second.end.say(page);
    second.end.say(proof);
    expect(second.onProved).not.toHaveBeenCalled();
  });

  test('a page speaks to no core that does not hold its key', async () => {
    const said: string[] = [];
    const page = new EventTarget() as EventTarget & { send: (text: string) => void; close: () => void };
    const close = vi.fn();
    page.close = close;
    page.send = (text) => {
      said.push(text);
      const nonce = 'e'.repeat(64);
      page.dispatchEvent(new MessageEvent('message', { data: `${nonce}.${proofOf('guess', 'core', text, nonce)}` }));
    };
    await expect(proveEachOther(page as unknown as globalThis.WebSocket, KEY)).rejects.toThrow('not the core');
    expect(said).toHaveLength(1);
    expect(close).toHaveBeenCalledOnce();
  });

  test('who only holds the line is let go', () => {
    const { end, onProved, clock } = knock();
    clock.pass(15_000);
    expect(end.terminate).toHaveBeenCalledOnce();
    expect(onProved).not.toHaveBeenCalled();
  });
});
