import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCardReaders, groupScanners } from '../../../../main/services/devices/groups.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import { createStateCell } from '../../../../native/transport/stateCell.ts';
import { cardOf, makeReader, makeScanner, raise } from '../../../fixtures/desk/devices.ts';

const card = cardOf('employee');

/** A reader whose state a test sets; `asked` counts the requests to read again. */
function bareReader(onRequest = false) {
  const state = createStateCell<CardReaderStatus>({ state: 'connecting' }, raise);
  const asked = { times: 0 };
  const reader: CardReader = {
    onRequest,
    status: state.get,
    subscribe: (listener) => state.subscribe(listener),
    start: () => undefined,
    stop: () => Promise.resolve(),
    reread: () => {
      asked.times += 1;
    },
  };
  return { reader, set: (next: CardReaderStatus) => state.set(next), asked };
}

const unavailable: CardReaderStatus = { state: 'unavailable', fault: 'cable-lost', detail: 'pulled' };

describe('card readers that act as one', () => {
  it('are ready when one of them is, and broken when all are', () => {
    const group = groupCardReaders(raise);
    expect(group.status()).toMatchObject({ state: 'unavailable', fault: 'not-found' });
    const [one, two] = [bareReader(), bareReader()];
    group.add(one.reader);
    group.add(two.reader);
    expect(group.status()).toEqual({ state: 'connecting' });
    one.set(unavailable);
    two.set({ state: 'empty' });
    expect(group.status()).toEqual({ state: 'empty' });
    two.set({ state: 'unavailable', fault: 'no-answer', detail: '' });
    // The one that was in use last is what a person looks after first.
    expect(group.status()).toMatchObject({ state: 'unavailable', fault: 'no-answer' });
  });

  it('show the first card until it is taken out, then the one that was put into the other reader meanwhile', () => {
    const group = groupCardReaders(raise);
    const [left, right] = [makeReader(), makeReader()];
    group.add(left);
    group.add(right);
    const seen: CardReaderStatus[] = [];
    group.subscribe((status) => seen.push(status));
    left.put('employee');
    right.put('retiree');
    expect(group.status()).toMatchObject({ state: 'card', presentation: 1, card: cardOf('employee') });
    left.take();
    expect(group.status()).toMatchObject({ state: 'card', presentation: 2, card: cardOf('retiree') });
    right.take();
    expect(group.status()).toEqual({ state: 'empty' });
    left.put('employee');
    expect(group.status()).toMatchObject({ state: 'card', presentation: 3 });
    expect(seen.filter(({ state }) => state === 'card')).toHaveLength(3);
  });

  it('do not let a reader that is stuck in reading, or a card that failed, hide a good card', () => {
    const group = groupCardReaders(raise);
    const [stuck, good] = [bareReader(), bareReader()];
    group.add(stuck.reader);
    group.add(good.reader);
    stuck.set({ state: 'reading', presentation: 1 });
    good.set({ state: 'reading', presentation: 1 });
    good.set({ state: 'card', presentation: 1, card });
    expect(group.status()).toMatchObject({ state: 'card', presentation: 2 });
    // The slow one is ready at last: the card already in use stays.
    stuck.set({ state: 'card', presentation: 1, card });
    expect(group.status()).toMatchObject({ state: 'card', presentation: 2 });
    stuck.set({ state: 'card-failed', presentation: 1, fault: 'mute', detail: '' });
    good.set({ state: 'empty' });
    expect(group.status()).toMatchObject({ state: 'card-failed', presentation: 1 });
  });

  it('forget a reader that is taken out of the rack, with the card in it', () => {
    const group = groupCardReaders(raise);
    const [one, two] = [makeReader(), makeReader()];
    group.add(one);
    group.add(two);
    one.put('employee');
    group.remove(one);
    expect(group.status()).toEqual({ state: 'empty' });
    one.take();
    one.put('retiree');
    expect(group.status()).toEqual({ state: 'empty' });
  });

  it('hand the word to read on to whoever can do something with it', () => {
    const group = groupCardReaders(raise);
    const [self, library, failed] = [bareReader(), bareReader(true), bareReader()];
    for (const { reader } of [self, library, failed]) group.add(reader);
    self.set({ state: 'empty' });
    library.set({ state: 'empty' });
    failed.set({ state: 'card-failed', presentation: 1, fault: 'mute', detail: '' });
    expect(group.onRequest).toBe(true);
    group.reread();
    expect([self, library, failed].map(({ asked }) => asked.times)).toEqual([0, 1, 1]);
    group.remove(library.reader);
    expect(group.onRequest).toBe(false);
  });

  it('never give two stays the same number and lose no card, whatever happens in which order', () => {
    const READERS = 3;
    const act = fc.record({
      at: fc.nat(READERS - 1),
      what: fc.constantFrom('card', 'fail', 'take', 'break', 'out', 'in'),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const group = groupCardReaders(raise);
        // Each stay of a card has a name of its own, carried as card number or detail, so that it is known again.
        const readers = Array.from({ length: READERS }, () => ({
          ...bareReader(),
          stays: 0,
          inside: false,
          joined: true,
        }));
        for (const { reader } of readers) group.add(reader);
        const stayOf = new Map<number, string>();
        const numberOf = new Map<string, number>();
        const check = (): void => {
          const status = group.status();
          if (status.state !== 'card' && status.state !== 'card-failed') return;
          const stay = status.state === 'card' ? status.card.cardNumber : status.detail;
          // The same stay has the same number while it lasts, and no other stay has it.
          expect(stayOf.get(status.presentation) ?? stay).toBe(stay);
          stayOf.set(status.presentation, stay);
          numberOf.set(stay, status.presentation);
        };
        const readable = () => readers.filter(({ joined, reader }) => joined && reader.status().state === 'card');

        for (const { at, what } of acts) {
          const one = readers[at]!;
          if (what === 'card' || what === 'fail') {
            if (!one.inside) one.stays += 1;
            one.inside = true;
            const [presentation, stay] = [one.stays, `${at}/${one.stays}`];
            if (what === 'card') one.set({ state: 'card', presentation, card: { ...card, cardNumber: stay } });
            else one.set({ state: 'card-failed', presentation, fault: 'mute', detail: stay });
          } else if (what === 'take' || what === 'break') {
            one.inside = false;
            one.set(what === 'take' ? { state: 'empty' } : unavailable);
          } else if (what === 'out') {
            group.remove(one.reader);
            one.joined = false;
          } else {
            group.add(one.reader);
            one.joined = true;
          }
          check();
          expect(group.status().state === 'card').toBe(readable().length > 0);
        }
        // Taking out what is shown brings every other card to light.
        for (const waiting = readable().length; readable().length > 0;) {
          const status = group.status();
          if (status.state !== 'card') throw new Error(`one of ${waiting} cards is lost`);
          readers.find(({ reader }) => isIn(reader, status.card.cardNumber))?.set({ state: 'empty' });
          check();
        }
        expect(stayOf.size).toBeGreaterThanOrEqual(numberOf.size);
      }),
      { numRuns: 400 },
    );
  });
});

const isIn = (reader: CardReader, cardNumber: string): boolean => {
  const status = reader.status();
  return status.state === 'card' && status.card.cardNumber === cardNumber;
};

describe('scanners that act as one', () => {
  it('give the codes of each to the counter, and those of a scanner under test to the test alone', () => {
    const group = groupScanners(raise);
    const [one, two] = [makeScanner(), makeScanner()];
    group.add(one);
    group.add(one);
    group.add(two);
    const counter: string[] = [];
    const test: string[] = [];
    group.onCode((code) => counter.push(code));
    one.scan('A');
    const end = group.divert(one, (code) => test.push(code));
    one.scan('B');
    two.scan('C');
    end();
    one.scan('D');
    group.remove(one);
    one.scan('E');
    expect(counter).toEqual(['A', 'C', 'D']);
    expect(test).toEqual(['B']);
  });
});
