import { expect, test, vi } from 'vitest';
import { isOwnText } from '../../../../main/shell/electron/guards.ts';
import { PAGE_URL } from '../../../../main/shell/electron/protocol.ts';

// The binary is not there on every machine, and nothing of it is needed here.
vi.mock('electron', () => ({}));

test('a text the page made itself may be saved, and nothing else', () => {
  const own = `blob:${PAGE_URL}0199aaaa-0000-7000-8000-000000000001`;
  expect(isOwnText(own, 'text/plain;charset=utf-8')).toBe(true);
  expect(isOwnText(own, 'text/html')).toBe(false);
  expect(isOwnText(own, 'application/octet-stream')).toBe(false);
  expect(isOwnText(`${PAGE_URL}index.html`, 'text/plain')).toBe(false);
  expect(isOwnText('blob:https://example.com/0199aaaa', 'text/plain')).toBe(false);
  expect(isOwnText('data:text/plain,x', 'text/plain')).toBe(false);
});
