import { describe, expect, it } from 'vitest';
import { hotkeyOf } from '../../../../renderer/ui/hotkeys.ts';

const plain = { ctrlKey: false, altKey: false, shiftKey: false };

describe('names of keys', () => {
  it.each([
    [{ ...plain, key: 'F4', code: 'F4' }, 'F4'],
    [{ ...plain, key: 'Escape', code: 'Escape' }, 'Esc'],
    [{ ...plain, key: 'y', code: 'KeyY' }, 'y'],
    [{ ...plain, altKey: true, key: 'y', code: 'KeyY' }, 'Alt+Y'],
    // Some layouts write a sign of their own with Alt; the place on the board counts.
    [{ ...plain, altKey: true, key: '¥', code: 'KeyY' }, 'Alt+Y'],
    [{ ...plain, ctrlKey: true, altKey: true, key: 'd', code: 'KeyD' }, 'Ctrl+Alt+D'],
  ])('%j is %s', (event, name) => {
    expect(hotkeyOf(event)).toBe(name);
  });
});
