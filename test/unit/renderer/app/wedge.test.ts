import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_END_MS,
  createWedge,
  KEY_GAP_MS,
  LATE_SUFFIX_MS,
  LONGEST_CODE,
  SCANNER_PACES,
  type WedgeAct,
  type WedgeKey,
} from '../../../../renderer/app/wedge.ts';

/** Keys of a fast scanner that a field sees before it is known. */
const LET_IN = SCANNER_PACES[0].keys - 1;
/** Keys of the slowest scanner that a field sees before it is known. */
const MOST_LET_IN = SCANNER_PACES[1].keys - 1;

interface Typing {
  /** Milliseconds from key to key. */
  readonly paceMs?: number;
  readonly intoField?: boolean;
  /** What an input method makes of each key. */
  readonly key?: string;
  readonly startMs?: number;
}

const CODES: Readonly<Record<string, string>> = {
  '/': 'Slash',
  '-': 'Minus',
  '\n': 'Enter',
  '\t': 'Tab',
  ' ': 'Space',
};

/** The keys of a text as a scanner presses them: with Shift down before each capital. */
function keysOf(text: string, { paceMs = 8, intoField = false, key, startMs = 1_000 }: Typing = {}): WedgeKey[] {
  let atMs = startMs;
  return Array.from(text).flatMap((character) => {
    const shift = /[A-Z]/.test(character);
    const code = CODES[character] ?? (/\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`);
    const common = { shift, withOther: false, repeat: false, intoField };
    const down: WedgeKey[] = shift ? [{ ...common, code: 'ShiftLeft', key: 'Shift', atMs: atMs + paceMs / 2 }] : [];
    atMs += paceMs;
    return [...down, { ...common, code, key: key ?? character, atMs }];
  });
}

interface Heard {
  readonly codes: string[];
  readonly acts: WedgeAct['kind'][];
  readonly replayed: string;
  /** Keys that the page saw. */
  readonly passed: string;
}

/** Presses keys, with the silences between them, and a silence at the end. */
function press(keys: readonly WedgeKey[], wedge = createWedge()): Heard {
  const codes: string[] = [];
  const acts: WedgeAct['kind'][] = [];
  let replayed = '';
  let passed = '';
  const note = (done: readonly WedgeAct[]): void => {
    for (const act of done) {
      acts.push(act.kind);
      if (act.kind === 'code') codes.push(act.text);
      if (act.kind === 'replay') replayed += act.keys.map(({ key }) => key).join('');
    }
  };
  keys.forEach((key, index) => {
    const wait = wedge.waitMs();
    const last = keys[index - 1];
    if (wait !== null && last && key.atMs - last.atMs > wait) note(wedge.silence().acts);
    const { acts: done, swallow } = wedge.key(key);
    note(done);
    if (!swallow && !key.code.startsWith('Shift')) passed += key.key;
  });
  if (wedge.waitMs() !== null) note(wedge.silence().acts);
  return { codes, acts, replayed, passed };
}

const SLIP = 'YGT1/BZ2026112103-0007/990000001202611210000042';

describe('a scanner', () => {
  it('whose keys a busy machine brings late into a field is known by when they were pressed', () => {
    const wedge = createWedge();
    const keys = keysOf('6901234567892\n', { intoField: true });
    for (const key of keys.slice(0, 5)) wedge.key(key);
    // Nobody waits for the sixth key by the clock: however late it is heard, it says itself when it was pressed.
    expect(wedge.waitMs()).toBeNull();
    expect(press(keys.slice(5), wedge)).toMatchObject({ codes: ['6901234567892'], passed: '' });
  });

  it.each(['\n', '\t', ''])('is recognised with suffix %j, and the page sees nothing of it', (suffix) => {
    expect(press(keysOf(SLIP + suffix))).toMatchObject({ codes: [SLIP], replayed: '', passed: '' });
  });

  it('typing into a field is let in until it is clear, then what went in is taken back', () => {
    const heard = press(keysOf(`${SLIP}\n`, { intoField: true }));
    expect(heard.codes).toEqual([SLIP]);
    expect(heard.acts).toEqual(['remember', 'leave-field', 'code']);
    expect(heard.passed).toBe(SLIP.slice(0, LET_IN));
  });

  it('is read by the physical keys when an input method calls every key Process', () => {
    expect(press(keysOf(`${SLIP}\n`, { intoField: true, key: 'Process' })).codes).toEqual([SLIP]);
  });

  it('is the same whatever its pace and wherever the focus is', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-Za-z/-]{8,60}$/),
        fc.double({ min: 0.5, max: KEY_GAP_MS - 1, noNaN: true }),
        fc.boolean(),
        fc.constantFrom('\n', '\t', ''),
        (text, paceMs, intoField, suffix) => {
          const heard = press(keysOf(text + suffix, { paceMs, intoField }));
          expect(heard.codes).toEqual([text]);
          expect(heard.acts.filter((act) => act === 'leave-field')).toHaveLength(1);
          expect(heard.replayed).toBe('');
          expect(heard.passed.length).toBeLessThanOrEqual(intoField ? MOST_LET_IN : 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([41, 45, 60])('J2 with %i ms between its keys is one all the same, in a field and nowhere', (paceMs) => {
    const token = '1234567890123456789012345678';
    for (const intoField of [false, true]) {
      const heard = press(keysOf(`${token}\n`, { paceMs, intoField }));
      expect(heard).toMatchObject({
        codes: [token],
        replayed: '',
        passed: intoField ? token.slice(0, MOST_LET_IN) : '',
      });
      // What went in is taken back.
      expect(heard.acts).toEqual(['remember', 'leave-field', 'code']);
    }
  });

  it('may be uneven: no pace of its own has to be kept', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: KEY_GAP_MS }), { minLength: 28, maxLength: 28 });
    fc.assert(
      fc.property(gaps, fc.boolean(), (gapsMs, intoField) => {
        let atMs = 0;
        const keys = gapsMs.flatMap((gapMs, index) => {
          atMs += gapMs;
          return keysOf(String(index % 10), { startMs: atMs, paceMs: 0, intoField });
        });
        expect(press(keys).codes).toEqual(['0123456789012345678901234567']);
      }),
    );
  });

  it.each([
    ['CR', 'KeyM'],
    ['LF', 'KeyJ'],
    ['tab', 'KeyI'],
    ['ETX', 'KeyC'],
  ])('may type its suffix %s as a control character, which is no shortcut then', (_, code) => {
    const keys = keysOf('Z99000001');
    const suffix = { ...keys.at(-1)!, code, key: code.slice(3).toLowerCase(), withOther: true, shift: false };
    const at = (afterMs: number) => ({ ...suffix, atMs: suffix.atMs + afterMs });
    expect(press([...keys, at(8)])).toMatchObject({ codes: ['Z99000001'], passed: '' });
    // CR and LF behind each other.
    expect(press([...keys, ...keysOf('\n', { startMs: keys.at(-1)!.atMs }), at(16)])).toMatchObject({
      codes: ['Z99000001'],
      passed: '',
    });
    // A person's shortcut, long after.
    expect(press([...keys, at(5_000)])).toMatchObject({ codes: ['Z99000001'], passed: suffix.key });
  });

  it('may stutter once it is known', () => {
    const first = keysOf('990000', { paceMs: 8 });
    const rest = keysOf('001202611\n', { paceMs: 8, startMs: first.at(-1)!.atMs + CODE_END_MS - 10 });
    expect(press([...first, ...rest]).codes).toEqual(['990000001202611']);
  });

  it('whose Enter comes late presses no button with it', () => {
    const code = keysOf('Z99000001');
    const endedMs = code.at(-1)!.atMs + CODE_END_MS;
    const late = (afterMs: number) => keysOf('\n', { startMs: endedMs + afterMs - 8 });
    expect(press([...code, ...late(100)])).toMatchObject({ codes: ['Z99000001'], passed: '' });
    expect(press([...code, ...late(LATE_SUFFIX_MS + 100)])).toMatchObject({ codes: ['Z99000001'], passed: '\n' });
  });

  it('that sends more than any code holds gives an empty one, and the next is read', () => {
    const wedge = createWedge();
    expect(press(keysOf(`${'1'.repeat(LONGEST_CODE + 50)}\n`), wedge).codes).toEqual(['']);
    expect(press(keysOf('Z99000001\n', { startMs: 90_000 }), wedge).codes).toEqual(['Z99000001']);
  });
});

describe('a person', () => {
  it('typing into a field is never touched', () => {
    const heard = press(keysOf('wangshufen 13900000001\n', { paceMs: 90, intoField: true }));
    expect(heard).toMatchObject({ codes: [], replayed: '', passed: 'wangshufen 13900000001\n' });
    expect(heard.acts.every((act) => act === 'remember')).toBe(true);
  });

  it('pressing one key that is a shortcut gets it a moment later', () => {
    expect(press(keysOf('2'))).toMatchObject({ codes: [], replayed: '2', passed: '' });
  });

  it('may type as fast as the best do, 750 keys a minute, digits and letters alike', () => {
    for (const text of ['990000198503121011\n', 'wenhualu8hao\n']) {
      expect(press(keysOf(text, { paceMs: 80, intoField: true }))).toMatchObject({
        codes: [],
        replayed: '',
        passed: text,
      });
    }
  });

  it('whose fingers roll over a few keys loses none and keeps their order, Enter behind them', () => {
    expect(press(keysOf('abc\n', { paceMs: 20 }))).toMatchObject({ codes: [], replayed: 'abc', passed: '\n' });
    expect(press(keysOf('asd', { paceMs: 20, intoField: true }))).toMatchObject({ codes: [], passed: 'asd' });
  });

  it('holding a key down or using a shortcut is never held back', () => {
    const [key] = keysOf('2');
    const held = Array.from({ length: 20 }, (_, turn) => ({ ...key!, repeat: turn > 0, atMs: 1_000 + turn * 30 }));
    expect(press(held)).toMatchObject({ codes: [], replayed: '2', passed: '2'.repeat(19) });
    const copy = { ...key!, code: 'KeyC', key: 'c', withOther: true };
    expect(press([copy])).toMatchObject({ codes: [], passed: 'c' });
  });

  it('pressing a blank, an arrow or F8 is heard at once', () => {
    const [key] = keysOf('2');
    for (const code of ['Space', 'ArrowDown', 'F8', 'Escape', 'Backspace']) {
      expect(press([{ ...key!, code, key: code }])).toMatchObject({ acts: [], passed: code });
    }
  });

  it('no order of human keys is ever lost or doubled', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            character: fc.constantFrom('a', '1', ' ', '\n', '/', 'z'),
            gapMs: fc.integer({ min: 45, max: 400 }),
          }),
        ),
        (typed) => {
          let atMs = 0;
          const keys = typed.flatMap(({ character, gapMs }) => {
            atMs += gapMs;
            return keysOf(character, { startMs: atMs - 8 });
          });
          const wedge = createWedge();
          // Held keys come back before the next one is heard, so putting both together in turn gives what was typed.
          let seen = '';
          for (const key of keys) {
            for (const act of wedge.waitMs() === null ? [] : wedge.silence().acts) {
              if (act.kind === 'replay') seen += act.keys.map((one) => one.key).join('');
            }
            if (!wedge.key(key).swallow) seen += key.key;
          }
          for (const act of wedge.silence().acts) {
            if (act.kind === 'replay') seen += act.keys.map((one) => one.key).join('');
          }
          expect(seen).toBe(typed.map(({ character }) => character).join(''));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
