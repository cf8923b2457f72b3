import type { Page } from 'playwright-core';

/** Milliseconds between two keys of a scanner that types, unless it is a slow one. */
const PACE_MS = 8;

const CODES: Readonly<Record<string, string>> = { '/': 'Slash', '-': 'Minus', ']': 'BracketRight', '\n': 'Enter' };

interface Press {
  readonly code: string;
  readonly key: string;
  readonly text: string;
  readonly shift: boolean;
}

function pressOf(character: string): Press {
  const code = CODES[character] ?? (/\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`);
  const key = character === '\n' ? 'Enter' : character;
  return { code, key, text: character === '\n' ? '\r' : character, shift: /[A-Z]/.test(character) };
}

/**
 * Types as a scanner does: real keys of the browser, one every few milliseconds. With `inputMethod` every key goes to a
 * Chinese input method first: the page hears `Process`, and what was typed stands in the field as a composition.
 */
export async function typeLikeScanner(
  page: Page,
  text: string,
  { inputMethod = false, paceMs = PACE_MS } = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const startsAt = Date.now() / 1_000;
  const sent: Promise<unknown>[] = [];
  Array.from(text).forEach((character, index) => {
    const { code, key, text: typed, shift } = pressOf(character);
    const common = { code, modifiers: shift ? 8 : 0, timestamp: startsAt + (index * paceMs) / 1_000 };
    if (inputMethod && typed !== '\r') {
      const process = { ...common, key: 'Process', windowsVirtualKeyCode: 229 };
      const composing = text.slice(0, index + 1);
      sent.push(
        session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...process }),
        session.send('Input.imeSetComposition', {
          text: composing,
          selectionStart: composing.length,
          selectionEnd: composing.length,
        }),
      );
    } else {
      const plain = { ...common, key, windowsVirtualKeyCode: typed.toUpperCase().charCodeAt(0) };
      sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...plain, text: typed }));
    }
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common, key }));
  });
  await Promise.all(sent);
  await session.detach();
}
