import { describe, expect, test } from 'vitest';
import { deadExports } from '../../../scripts/lint/exports.mjs';

const A = 'main/a.ts';

/** What is wrong with `main/a.ts` when these other files stand beside it. */
function problemsOf(text: string, others: Readonly<Record<string, string>> = {}, seams: readonly string[] = []) {
  const texts = Object.entries({ [A]: text, ...others });
  const of = (wanted: (file: string) => boolean) => new Map(texts.filter(([file]) => wanted(file)));
  return deadExports({
    product: of((file) => !file.startsWith('test/') && file.includes('/')),
    configurations: of((file) => !file.includes('/')),
    tests: of((file) => file.startsWith('test/')),
    seams: new Set(seams),
  });
}

const nobody = (name: string) => [`${A}: ${name} is exported for nobody`];

describe('what nobody imports', () => {
  test.each([
    ['export const one = 1;', 'one'],
    ['export let one = 1;', 'one'],
    ['export function one() {}', 'one'],
    ['export async function one() {}', 'one'],
    ['export function* one() {}', 'one'],
    ['export class one {}', 'one'],
    ['export abstract class one {}', 'one'],
    ['export enum one { x }', 'one'],
    ['export const enum one { x }', 'one'],
    ['export declare const one: number;', 'one'],
    ['const one = 1;\nexport { one };', 'one'],
    ['const own = 1;\nexport { own as one };', 'one'],
    ['export const { one } = make();', 'one'],
    ['export const { own: one } = make();', 'one'],
    ['export const [one] = make();', 'one'],
    ['export interface One { x: string }', 'One'],
    ['export type One = string;', 'One'],
    ['interface One { x: string }\nexport type { One };', 'One'],
    ['export interface One {\n  rest: One[];\n}', 'One'],
    ['/** See {@link One}. */\nexport type One = string;', 'One'],
    ["export const one = 'one';\nuse(one);", 'one'],
  ])('%s is dead', (text, name) => {
    expect(problemsOf(text)).toEqual(nobody(name));
  });

  test.each([
    ['in a comment', "// import { one } from './a.ts';"],
    ['in a text about it', "/*\n * import { one } from './a.ts';\n */"],
    ['of another file of that name', "import { one } from './deep/a.ts';"],
    ['of another name that it is given', "import { other as one } from './a.ts';"],
  ])('is dead although it is named %s', (_where, other) => {
    expect(problemsOf('export const one = 1;', { 'main/b.ts': other })).toEqual(nobody('one'));
  });

  test('is dead when it is only passed on', () => {
    expect(problemsOf('export const one = 1;', { 'main/b.ts': "export { one } from './a.ts';" })).toEqual([
      'main/b.ts: one is exported for nobody',
    ]);
  });

  test('cannot hide behind a file that passes on everything', () => {
    expect(problemsOf('export const one = 1;', { 'main/b.ts': "export * from './a.ts';" })).toEqual([
      'main/b.ts: what passes on everything hides what nobody uses; name it',
    ]);
  });
});

describe('what somebody imports', () => {
  test.each([
    ["import { one } from './a.ts';"],
    ["import { one as other } from './a.ts';"],
    ["import { type one } from './a.ts';"],
    ["import type { one } from './a.ts';"],
    ["import {\n  other,\n  one,\n} from './a.ts';"],
    ["import * as all from './a.ts';"],
    ["const all = await import('./a.ts');"],
    ["const { one } = await import('./a.ts');"],
    ["lazy(() => import('./a.ts').then(({ one }) => one));"],
  ])('lives by %s', (other) => {
    expect(problemsOf('export const one = 1;', { 'main/b.ts': other })).toEqual([]);
  });

  test('lives by a file elsewhere, and by a configuration', () => {
    expect(
      problemsOf('export const one = 1;', { 'native/deep/b.ts': "import { one } from '../../main/a.ts';" }),
    ).toEqual([]);
    expect(problemsOf('export const one = 1;', { 'vitest.config.ts': "import { one } from './main/a.ts';" })).toEqual(
      [],
    );
  });

  test('is a type that another declaration of its file is made of', () => {
    const user = { 'main/b.ts': "import { make } from './a.ts';" };
    expect(
      problemsOf('export interface One { x: string }\nexport function make(): One { return { x: "" }; }', user),
    ).toEqual([]);
    // A value is not: who uses it in its own file needs no export.
    expect(problemsOf('export const one = 1;\nexport const make = () => one;', user)).toEqual(nobody('one'));
  });
});

describe('what only tests import', () => {
  const tested = { 'test/a.test.ts': "import { one } from '../main/a.ts';" };
  test('is dead, or a seam', () => {
    expect(problemsOf('export const one = 1;', tested)).toEqual([`${A}: one is exported for tests alone`]);
    expect(problemsOf('export const one = 1;', tested, [`${A}: one`])).toEqual([]);
  });

  test('is a seam no longer once the product uses it, or nobody', () => {
    const used = { ...tested, 'main/b.ts': "import { one } from './a.ts';" };
    expect(problemsOf('export const one = 1;', used, [`${A}: one`])).toEqual([`${A}: one is a seam no longer`]);
    expect(problemsOf('', {}, [`${A}: one`])).toEqual([`${A}: one is a seam no longer`]);
  });
});
