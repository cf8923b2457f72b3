import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Visit } from '../../../../main/contract/visit.ts';
import { connect } from '../../../../renderer/app/connection.ts';
import { ConnectionProvider } from '../../../../renderer/app/core.ts';
import { CitizenHead } from '../../../../renderer/counter/citizen/CitizenHead.tsx';

const PICTURE = 'data:image/bmp;base64,Qk0=';
const PHOTO = '0199aaaa-0000-7000-8000-00000000000f';
const unconnected = connect(
  () => new Promise(() => undefined),
  () => Promise.resolve(),
);
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

/** The head as it is drawn when this picture has been answered, or none yet. */
function drawn(visit: Visit, picture?: string): string {
  const queries = new QueryClient();
  if (picture !== undefined) queries.setQueryData(['photo', visit.visitId, visit.photo], { picture });
  return renderToStaticMarkup(
    createElement(
      ConnectionProvider,
      { value: unconnected },
      createElement(QueryClientProvider, { client: queries }, createElement(CitizenHead, { visit })),
    ),
  );
}

it('the photo of the ID card stands beside the name, in words for who does not see it; without one nothing stands there', () => {
  expect(drawn({ ...VISIT, photo: PHOTO }, PICTURE)).toMatch(
    new RegExp(`<img class="citizen-photo" src="${PICTURE}" alt="证件上的照片"/><div class="citizen-name">`),
  );
  const without = drawn(VISIT);
  expect(without).toContain('citizen-name');
  expect(without).not.toContain('citizen-photo');
});

it('the place of a photo is kept while it is fetched', () => {
  expect(drawn({ ...VISIT, photo: PHOTO })).toMatch(/<span class="citizen-photo"><\/span><div class="citizen-name">/);
});
