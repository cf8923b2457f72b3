import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../main/central/json.ts';

/** Numbers as systems write them, each with the text that must come back. */
const numberText = fc.oneof(
  fc.integer().map(String),
  fc.stringMatching(/^[1-9]\d{15,30}$/),
  fc.stringMatching(/^-?(0|[1-9]\d{0,12})\.\d{1,6}$/),
  fc.stringMatching(/^-?(0|[1-9]\d{0,3})[eE][+-]?\d{1,3}$/),
  fc.constantFrom('0', '-0', '0.00', '1e2', '9007199254740993'),
);

/** A document as text, and what reading it must give. */
type Document = readonly [text: string, read: unknown];

const blank = fc.constantFrom('', ' ', '\n\t');
const word = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('__proto__', 'a:1', ',-2', '["3.0"]'));

const { document } = fc.letrec<{ document: Document; leaf: Document }>((tie) => ({
  leaf: fc.oneof(
    numberText.map((text): Document => [text, text]),
    word.map((text): Document => [JSON.stringify(text), text]),
    fc.constantFrom<Document>(['null', null], ['true', true]),
  ),
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(blank, fc.array(tie('document'), { maxLength: 4 }))
      .map(([space, parts]): Document => [
        `[${space}${parts.map(([text]) => text).join(`,${space}`)}]`,
        parts.map(([, read]) => read),
      ]),
    fc
      .tuple(blank, fc.uniqueArray(fc.tuple(word, tie('document')), { maxLength: 4, selector: ([key]) => key }))
      .map(([space, members]): Document => [
        `{${members.map(([key, [text]]) => `${JSON.stringify(key)}${space}:${space}${text}`).join(',')}}`,
        Object.fromEntries(members.map(([key, [, read]]) => [key, read])),
      ]),
  ),
}));

describe('an answer is read without a changed digit', () => {
  it('whatever numbers stand where, each becomes the text it was written as', () => {
    fc.assert(
      fc.property(document, blank, ([text, read], space) => {
        expect(readJson(space + text)).toStrictEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what is no JSON is none, by whichever way it would be read', () => {
    for (const text of ['', '{', '{"a":1', '{"a":1.5', '[01]', 'NaN', '[-]']) expect(readJson(text)).toBeUndefined();
  });

  it('an answer nested without end does not end the program', () => {
    const deep = 50_000;
    const read = readJson(`${'['.repeat(deep)}1${']'.repeat(deep)}`);
    expect(read === undefined || Array.isArray(read)).toBe(true);
  });
});
