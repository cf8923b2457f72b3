import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Visit } from '../../../../main/contract/visit.ts';
import { CitizenHead } from '../../../../renderer/counter/citizen/CitizenHead.tsx';

const PHOTO = 'data:image/bmp;base64,Qk0=';
const VISIT: Visit = {
  visitId: '0199aaaa-0000-7000-8000-000000000001',
  startedAt: '2026-11-21T01:00:00.000Z',
  openedBy: 'id-card',
  card: 'none',
  other: null,
  asking: null,
  askedNumber: null,
  identity: null,
  agent: null,
  lookUp: { state: 'looking', message: '' },
  advice: '',
  openCase: null,
  photo: null,
  person: null,
  cases: [],
};

const drawn = (visit: Visit): string => renderToStaticMarkup(createElement(CitizenHead, { visit }));

it('the photo of the ID card stands beside the name, in words for who does not see it; without one nothing stands there', () => {
  expect(drawn({ ...VISIT, photo: PHOTO })).toMatch(
    new RegExp(`<img class="citizen-photo" src="${PHOTO}" alt="证件上的照片"/><div class="citizen-name">`),
  );
  const without = drawn(VISIT);
  expect(without).toContain('citizen-name');
  expect(without).not.toContain('<img');
});
