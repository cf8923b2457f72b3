import { useQuery } from '@tanstack/react-query';
import type { Visit } from '../../../main/contract/visit.ts';
import { useClient } from '../../app/core.ts';
import { troubleOfQuery, valueOf } from '../../app/useAct.ts';
import { counterTexts } from '../texts.ts';

interface Props {
  readonly visitId: Visit['visitId'];
  /** Name of the photo: another one is another photo. */
  readonly photo: NonNullable<Visit['photo']>;
}

/** The face on the citizen's ID card, fetched by itself and kept no longer than the visit. */
export function CitizenPhoto({ visitId, photo }: Props) {
  const client = useClient();
  const query = useQuery({
    queryKey: ['photo', visitId, photo],
    queryFn: async () => valueOf(await client.visit.photo({ visitId, photo })),
    staleTime: Infinity,
  });
  if (query.data) return <img className="citizen-photo" src={query.data.picture} alt={counterTexts.photo} />;
  // The place is kept, so that nothing moves when the photo comes.
  return <span className="citizen-photo">{troubleOfQuery(query.error) ? counterTexts.noPhoto : null}</span>;
}
