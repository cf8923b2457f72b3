import type { Visit } from '../../../main/contract/visit.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { ByIdNumber } from '../ByIdNumber.tsx';
import { counterTexts } from '../texts.ts';
import { Alerts } from './Alerts.tsx';
import { CaseList } from './CaseList.tsx';
import { EndVisit } from './EndVisit.tsx';
import { Facts } from './Facts.tsx';
import { IdNumber } from './IdNumber.tsx';
import { Insurances } from './Insurances.tsx';

/** Who is at the counter. What must be seen first stands first. */
export function CitizenPanel({ visit }: { readonly visit: Visit }) {
  const { person } = visit;
  return (
    <aside className="citizen" aria-label={counterTexts.panel}>
      <div className="citizen-scroll" tabIndex={-1}>
        <div className="citizen-head">
          {visit.photo === null ? null : <img className="citizen-photo" src={visit.photo} alt={counterTexts.photo} />}
          <div className="citizen-name">
            <h1>{person?.name ?? counterTexts.noPerson}</h1>
            <CardMark visit={visit} />
          </div>
        </div>
        {person ? <IdNumber masked={person.maskedIdNumber} /> : null}
        <LookUp lookUp={visit.lookUp} advice={visit.advice} />
        {person || visit.lookUp.state === 'looking' ? null : <ByIdNumber />}
        {person ? (
          <>
            <Alerts alerts={person.alerts} />
            <Insurances person={person} />
            <CaseList cases={visit.cases} />
            <Facts person={person} />
          </>
        ) : null}
      </div>
      <div className="citizen-foot">
        <EndVisit cases={visit.cases} />
      </div>
    </aside>
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

function LookUp({ lookUp, advice }: Pick<Visit, 'lookUp' | 'advice'>) {
  const again = usePress((client) => client.visit.lookUpAgain({}));
  if (lookUp.state === 'found') return null;
  const looking = lookUp.state === 'looking';
  return (
    <div className="alert alert-warning">
      <Icon name={looking ? 'busy' : 'warn'} size={18} />
      <div>
        <strong>{counterTexts.lookUp[lookUp.state]}</strong>
        {lookUp.message ? <p>{lookUp.message}</p> : null}
        {advice ? <p>{advice}</p> : null}
        {looking ? null : (
          <ActionButton pending={again.pending} onPress={() => again.run()}>
            {counterTexts.lookUpAgain}
          </ActionButton>
        )}
        <TroubleNotice trouble={again.trouble} />
      </div>
    </div>
  );
}
