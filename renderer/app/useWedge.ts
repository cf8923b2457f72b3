import { useEffect, useRef } from 'react';
import { createRepeatFilter, readScan } from '../../main/domain/scan/reading.ts';
import { createWedge, type WedgeAct, type WedgeKey } from './wedge.ts';

/** A field as it was before a scanner typed into it. */
interface FieldBefore {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly selection: readonly [number, number] | null;
}

/** Gives every code of a scanner that types to `onCode`, read as one from a line is and once, and keeps it out of the page. */
export function useWedge(enabled: boolean, onCode: (code: string) => void): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => (enabled ? watchKeys(window, (code) => latest.current(code)) : undefined), [enabled]);
}

/** Watches the keys of the page before anybody else hears them; answers how to stop. */
function watchKeys(page: Window, onCode: (code: string) => void): () => void {
  const wedge = createWedge();
  const isFresh = createRepeatFilter();
  let before: FieldBefore | null = null;
  let left = false;
  let timer = 0;

  const tell = (code: string): void => {
    if (code !== '' && isFresh(code, page.performance.now())) onCode(code);
  };

  const perform = (acts: readonly WedgeAct[]): void => {
    for (const act of acts) {
      switch (act.kind) {
        case 'remember':
          before = fieldWithFocus(page.document);
          break;
        case 'leave-field':
          left = before !== null;
          // Out of the field an input method has nothing to compose in; what it had begun is over.
          before?.field.blur();
          if (before) takeBack(before);
          break;
        case 'code':
          if (left && before) comeBack(before);
          before = null;
          left = false;
          tell(readScan(act.text));
          break;
        case 'replay':
          act.keys.forEach((key) => pressAgain(page.document, key));
      }
    }
  };

  const waitForSilence = (): void => {
    page.clearTimeout(timer);
    const wait = wedge.waitMs();
    if (wait === null) return;
    const due = page.performance.now() + wait;
    timer = page.setTimeout(() => {
      // A page that was busy hears of keys late: they may be waiting behind this very timer.
      if (page.performance.now() - due > wait) waitForSilence();
      else perform(wedge.silence().acts);
    }, wait);
  };

  const onKey = (event: KeyboardEvent): void => {
    // Keys made by the page itself, such as those pressed again here, are nobody's typing.
    if (!event.isTrusted) return;
    const { acts, swallow } = wedge.key(keyOf(event, fieldWithFocus(page.document) !== null));
    perform(acts);
    if (swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    waitForSilence();
  };
  page.addEventListener('keydown', onKey, true);
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener('keydown', onKey, true);
  };
}

function keyOf(event: KeyboardEvent, intoField: boolean): WedgeKey {
  const { code, key, shiftKey, ctrlKey, altKey, metaKey, repeat, timeStamp } = event;
  return { code, key, shift: shiftKey, withOther: ctrlKey || altKey || metaKey, repeat, atMs: timeStamp, intoField };
}

/** Kinds of input that take text and know a selection. */
const TEXT_INPUTS: ReadonlySet<string> = new Set(['text', 'search', 'tel', 'url', 'password']);
/** Kinds of input that take text and know none. */
const OTHER_INPUTS: ReadonlySet<string> = new Set([
  'number',
  'email',
  'date',
  'time',
  'month',
  'week',
  'datetime-local',
]);

function fieldWithFocus(document: Document): FieldBefore | null {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return null;
  const selectable = field instanceof HTMLTextAreaElement || TEXT_INPUTS.has(field.type);
  if (!selectable && !OTHER_INPUTS.has(field.type)) return null;
  const { value, selectionStart, selectionEnd } = field;
  return { field, value, selection: selectable ? [selectionStart ?? 0, selectionEnd ?? 0] : null };
}

/** Sets the field back, in a way React hears of. */
function takeBack({ field, value }: FieldBefore): void {
  if (field.value === value) return;
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  // React replaces `value` on the element; the setter below it changes the page without React taking it for its own change.
  Reflect.set(kind.prototype, 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Back into the field, as it was. */
function comeBack(before: FieldBefore): void {
  const { field, selection } = before;
  if (!field.isConnected) return;
  // What an input method still put in while it was being left.
  takeBack(before);
  field.focus({ preventScroll: true });
  if (selection) field.setSelectionRange(...selection);
}

/** A key that was held and turned out to be a person's. */
function pressAgain(document: Document, { code, key, shift }: WedgeKey): void {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(
    new KeyboardEvent('keydown', { code, key, shiftKey: shift, bubbles: true, cancelable: true, composed: true }),
  );
}
