import { useRef, useState } from 'react';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ItemHit } from '../../../main/contract/item.ts';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { useClient } from '../../app/core.ts';
import { valueOf } from '../../app/useAct.ts';

/** What a text finds. */
export interface Found {
  readonly items: readonly ItemHit[];
  /** Nothing is written like that: these are only alike. */
  readonly near: boolean;
}

const NOTHING: Found = { items: [], near: false };

function hitsOf(client: CounterClient, text: string, ready: boolean) {
  return queryOptions({
    queryKey: ['items', text, ready],
    queryFn: async (): Promise<Found> => valueOf(await client.catalogue.search({ text })),
  });
}

/**
 * Items for a text. `ready`: the citizen is known, so it can be said which items are for them. `current`: they belong to the
 * text as it is now; else they are those of an earlier one, shown until the core has answered.
 */
export function useHits(text: string, ready: boolean) {
  const found = useQuery({ ...hitsOf(useClient(), text, ready), placeholderData: keepPreviousData });
  const current = found.data !== undefined && !found.isPlaceholderData;
  return { found: found.data ?? NOTHING, current, error: found.error };
}

/**
 * Enter means the hits of the text it was pressed on, never those of an earlier one: while the core is busy the wish is kept
 * and carried out with the answer. Typing on takes it back.
 */
export function useWish(ready: boolean, onFound: (found: Found) => void) {
  const client = useClient();
  const queries = useQueryClient();
  const wanted = useRef<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const takeBack = () => {
    wanted.current = null;
    setWaiting(false);
  };
  const wish = async (text: string): Promise<void> => {
    if (wanted.current === text) return;
    wanted.current = text;
    setWaiting(true);
    // What went wrong is shown by the list, which asks the same question.
    const found = await queries.query(hitsOf(client, text, ready)).catch(() => NOTHING);
    if (wanted.current !== text) return;
    takeBack();
    onFound(found);
  };
  return { wish, takeBack, waiting };
}
