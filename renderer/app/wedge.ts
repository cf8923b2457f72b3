/**
 * Tells a scanner that types like a keyboard from a person. By the physical key alone: what an input method makes of the
 * key, and what has the focus, do not matter. Keys that go nowhere in particular are held until it is clear who pressed
 * them, because a single digit or letter may be a shortcut; what goes into a field is let in first and taken back when it was
 * a scanner.
 */
export interface Wedge {
  /** A key went down. */
  key(key: WedgeKey): WedgeStep;
  /** No key came for {@link Wedge.waitMs}; keys that come late all the same are judged by when they were pressed. */
  silence(): WedgeStep;
  /** How long to wait for the next key, in milliseconds; null when nothing is waited for. */
  waitMs(): number | null;
}

/** A key that went down. */
export interface WedgeKey {
  /** Physical key, `KeyboardEvent.code`. */
  readonly code: string;
  /** `KeyboardEvent.key`, for the person it may have been. */
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta is down: a shortcut. */
  readonly withOther: boolean;
  /** Held down. */
  readonly repeat: boolean;
  /** When it went down, milliseconds of one steady clock. */
  readonly atMs: number;
  /** Something that takes text has the focus. */
  readonly intoField: boolean;
}

/** What is to be done about a key, in this order. */
export interface WedgeStep {
  readonly acts: readonly WedgeAct[];
  /** The key goes no further. */
  readonly swallow: boolean;
}

/**
 * `remember` what is in the field with the focus, if any: a scan may be beginning; `leave-field` it is one, take back what
 * went in and let nothing more in; `code` a whole code came (empty: too long for one); `replay` it was a person after all.
 */
export type WedgeAct =
  | { readonly kind: 'remember' }
  | { readonly kind: 'leave-field' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'replay'; readonly keys: readonly WedgeKey[] };

/**
 * How fast a scanner types. Most send a key every 2 to 20 ms; those on a radio dongle, or set to a pause between keys because some
 * program lost them, up to 60 ms, and a USB line adds its own 8. A person's fingers roll over three or four keys that fast; a
 * whole row of them would be 800 keys a minute, twice what the best typists reach. The slower the keys, the more are asked for.
 */
export const SCANNER_PACES = [
  { gapMs: 40, keys: 6 },
  { gapMs: 75, keys: 8 },
] as const;
/** Longest time between two keys of a scanner. */
export const KEY_GAP_MS = 75;
/**
 * Keys that are held are given back after so long without another one. Longer than the gap, because a busy machine brings keys
 * late, with the time they were pressed; short enough that a person sees a digit act at once.
 */
const HELD_MS = 120;
/** Once it is clear that a scanner types, a pause this long ends the code: a slow radio dongle or a busy machine may stutter. */
export const CODE_END_MS = 200;
/** An Enter or Tab this soon behind a code ended by a pause belongs to the code, and must press no button. */
export const LATE_SUFFIX_MS = 300;
/** As long as any code the core takes; more is dropped with the rest of the code. */
export const LONGEST_CODE = 2_000;

const ENDS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);
/** How scanners type CR, LF, tab and ETX when they are set to send control characters: with Ctrl and the letter of the same code. */
const ENDS_WITH_CTRL: ReadonlySet<string> = new Set(['KeyM', 'KeyJ', 'KeyI', 'KeyC']);
const MODIFIERS = /^(Shift|Control|Alt|Meta)(Left|Right)$|^CapsLock$|^$/;

/** Makes a recogniser that has heard nothing yet. */
export function createWedge(): Wedge {
  let keys: WedgeKey[] = [];
  let held: WedgeKey[] = [];
  let lastMs = 0;
  /** The longest time between two keys so far. */
  let slowestMs = 0;
  let sure = false;
  let codeEndedMs = -Infinity;

  /** Ends what was under way: a code, or a person's keys. */
  const finish = (): readonly WedgeAct[] => {
    const [wasCode, letGo, text] = [sure, held, keys.map(characterOf).join('')];
    keys = [];
    held = [];
    slowestMs = 0;
    sure = false;
    if (wasCode) return [{ kind: 'code', text: text.length > LONGEST_CODE ? '' : text }];
    return letGo.length > 0 ? [{ kind: 'replay', keys: letGo }] : [];
  };

  /** Ends what was under way when the key comes too late to belong to it. */
  const finishIfLate = (key: WedgeKey): readonly WedgeAct[] =>
    keys.length > 0 && key.atMs - lastMs > (sure ? CODE_END_MS : KEY_GAP_MS) ? finish() : [];

  const noteTime = (key: WedgeKey): void => {
    if (keys.length > 0) slowestMs = Math.max(slowestMs, key.atMs - lastMs);
    lastMs = key.atMs;
  };

  const isScanner = (): boolean =>
    SCANNER_PACES.some(({ gapMs, keys: enough }) => slowestMs <= gapMs && keys.length >= enough);

  const takeCharacter = (key: WedgeKey, before: readonly WedgeAct[]): WedgeStep => {
    const acts = [...before];
    if (keys.length === 0) acts.push({ kind: 'remember' });
    noteTime(key);
    if (keys.length <= LONGEST_CODE) keys.push(key);
    if (!sure && isScanner()) {
      sure = true;
      held = [];
      acts.push({ kind: 'leave-field' });
    }
    if (sure) return { acts, swallow: true };
    if (!key.intoField) held.push(key);
    return { acts, swallow: !key.intoField };
  };

  const takeEnd = (key: WedgeKey, before: readonly WedgeAct[]): WedgeStep => {
    if (keys.length === 0) return { acts: before, swallow: key.atMs - codeEndedMs <= LATE_SUFFIX_MS };
    const swallow = sure;
    if (sure) codeEndedMs = key.atMs;
    return { acts: [...before, ...finish()], swallow };
  };

  /** A control character of a code that is under way, or of one that has just ended; null for a person's shortcut. */
  const takeControl = (key: WedgeKey, before: readonly WedgeAct[]): WedgeStep | null => {
    if (ENDS_WITH_CTRL.has(key.code) && (sure || key.atMs - codeEndedMs <= LATE_SUFFIX_MS)) return takeEnd(key, before);
    if (!sure) return null;
    noteTime(key);
    return { acts: before, swallow: true };
  };

  return {
    key(key) {
      const late = finishIfLate(key);
      if (MODIFIERS.test(key.code)) {
        // Scanners press Shift between two characters: it says nothing, but that they are still typing.
        if (keys.length > 0) noteTime(key);
        return { acts: late, swallow: false };
      }
      if (ENDS.has(key.code) && !key.withOther && !key.repeat) return takeEnd(key, late);
      if (key.withOther && !key.repeat) {
        const control = takeControl(key, late);
        if (control) return control;
      }
      // No code begins with a blank, and a blank presses buttons.
      const first = keys.length === 0 && key.code === 'Space';
      if (key.withOther || key.repeat || first || characterOf(key) === '') {
        return { acts: [...late, ...finish()], swallow: false };
      }
      return takeCharacter(key, late);
    },
    silence() {
      if (sure) codeEndedMs = lastMs + CODE_END_MS;
      return { acts: finish(), swallow: false };
    },
    // What has gone into a field needs no answer: the time of the next key tells whether it belongs to a code.
    waitMs: () => (sure ? CODE_END_MS : held.length > 0 ? HELD_MS : null),
  };
}

/** Characters of the US layout, which scanners are set to when they leave the factory: plain and with Shift. */
const PUNCTUATION: Readonly<Record<string, readonly [string, string]>> = {
  Digit0: ['0', ')'],
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDecimal: ['.', '.'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
};

/** The character a scanner means by a physical key; '' when it means none. */
export function characterOf({ code, shift }: Pick<WedgeKey, 'code' | 'shift'>): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  return /^Numpad(\d)$/.exec(code)?.[1] ?? PUNCTUATION[code]?.[shift ? 1 : 0] ?? '';
}
