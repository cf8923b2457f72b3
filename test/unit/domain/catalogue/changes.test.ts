import path from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../../../main/catalogue/load.ts';
import { changesOf } from '../../../../main/domain/catalogue/changes.ts';

const loaded = loadCatalogue(path.resolve(import.meta.dirname, '../../../../main/catalogue'));
if (!loaded.ok) throw new Error('the catalogue is broken');
const { items } = loaded.value;
const itemOf = (code: string) => {
  const found = items.find((item) => item.code === code);
  if (!found) throw new Error(code);
  return found;
};
const facts = { today: '2026-03-05' };

it.each([
  ['120.00', '2983.50', '+120.00 元'],
  ['-120', '2743.50', '-120.00 元'],
  ['0', '2863.50', '0.00 元'],
])('says which way an amount went: %s', (difference, after, said) => {
  const form = { 'balance-before': '2863.50', difference, 'balance-after': after };
  expect(changesOf(itemOf('YT0001'), form, facts)).toMatchObject([{ before: '2,863.50 元', difference: said }]);
});

it('names what the form asks for, and not what it hides', () => {
  const form = { 'changed-data': 'phone', 'new-phone': '13900000009', 'new-name': '不相干' };
  expect(changesOf(itemOf('YB0106'), form, facts)).toEqual([{ label: '联系电话', before: '无', after: '13900000009' }]);
});

it.each(['YT0001', 'YT0002', 'YT0003', 'YT0004', 'YT0201'])('%s says what it changes', (code) => {
  expect(itemOf(code).changes).not.toEqual([]);
});
