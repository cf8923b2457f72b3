import type { Visit } from '../../../main/contract/visit.ts';
import { RareCharacters } from '../../ui/RareCharacters.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { counterTexts } from '../texts.ts';
import { CitizenPhoto } from './CitizenPhoto.tsx';

/** Face and name of who is at the counter, and by what they came. */
export function CitizenHead({ visit }: { readonly visit: Visit }) {
  return (
    <div className="citizen-head">
      {visit.photo === null ? null : <CitizenPhoto visitId={visit.visitId} photo={visit.photo} />}
      <div className="citizen-name">
        <h1>{visit.person?.name ?? counterTexts.noPerson}</h1>
        {visit.person ? <RareCharacters name={visit.person.name} /> : null}
        <CardMark visit={visit} />
      </div>
    </div>
  );
}

const cardMarks = {
  in: { tone: 'good', text: counterTexts.cardIn },
  removed: { tone: 'wait', text: counterTexts.cardRemoved },
} as const;

function CardMark({ visit: { card, openedBy } }: { readonly visit: Visit }) {
  if (card === 'none') {
    return (
      <Tag tone="plain" icon="doc">
        {counterTexts.openedBy[openedBy]}
      </Tag>
    );
  }
  return (
    <Tag tone={cardMarks[card].tone} icon="card">
      {cardMarks[card].text}
    </Tag>
  );
}
