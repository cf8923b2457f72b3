import { expect, it } from 'vitest';
import { credentialOf, demoCodes } from '../../../main/demo/credentials.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { classifyCode } from '../../../main/domain/scan/classify.ts';
import { defaultCodePatterns } from '../../../main/domain/scan/patterns.ts';
import { TRAINING } from '../../fixtures/identity/rules.ts';

it('everybody shows a credential of their own, in the form of a real one', () => {
  const tokens = demoPeople.map(credentialOf);
  expect(new Set(tokens).size).toBe(demoPeople.length);
  for (const token of tokens) {
    expect(token).toHaveLength(28);
    expect(classifyCode(token, defaultCodePatterns, TRAINING)).toEqual({ kind: 'e-credential', token });
  }
});

it('the codes of the demonstration are what their labels say', () => {
  const kinds = {
    credential: 'e-credential',
    'id-number': 'id-number',
    'card-number': 'card-number',
    goods: 'unknown',
  };
  const codes = demoCodes();
  expect(new Set(codes.map(({ id }) => id)).size).toBe(codes.length);
  expect(new Set(codes.map(({ id }) => id.split(':')[0]))).toEqual(new Set(Object.keys(kinds)));
  for (const { id, text } of codes) {
    const [kind = ''] = id.split(':');
    expect([id, classifyCode(text, defaultCodePatterns, TRAINING).kind]).toEqual([
      id,
      kinds[kind as keyof typeof kinds],
    ]);
  }
});
