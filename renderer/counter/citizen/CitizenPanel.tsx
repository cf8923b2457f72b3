import type { Visit } from '../../../main/contract/visit.ts';
import { Icon } from '../../ui/Icon.tsx';
import { LongNumber } from '../../ui/LongNumber.tsx';
import { RareCharacters } from '../../ui/RareCharacters.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { ByIdNumber } from '../ByIdNumber.tsx';
import { LeftBehind } from '../LeftBehind.tsx';
import { counterTexts } from '../texts.ts';
import { WaitingList } from '../WaitingList.tsx';
import { Alerts } from './Alerts.tsx';
import { CaseList } from './CaseList.tsx';
import { CitizenHead } from './CitizenHead.tsx';
import { EndVisit } from './EndVisit.tsx';
import { Facts } from './Facts.tsx';
import { IdentityCheck } from './IdentityCheck.tsx';
import { Insurances } from './Insurances.tsx';
import { LookUp } from './LookUp.tsx';
import { Revealed } from './Revealed.tsx';

/** Who is at the counter. What must be seen first stands first. */
export function CitizenPanel({ visit }: { readonly visit: Visit }) {
  const { person, identity, visitId } = visit;
  return (
    <aside className="citizen" aria-label={counterTexts.panel}>
      <div className="citizen-scroll" tabIndex={-1}>
        <CitizenHead visit={visit} />
        {person ? <Revealed field="id-number" masked={person.maskedIdNumber} /> : <AskedNumber visit={visit} />}
        {person ? <Alerts alerts={person.alerts} /> : null}
        <LeftBehind />
        <Asking visit={visit} />
        {identity ? <IdentityCheck visitId={visitId} identity={identity} /> : null}
        <AgentMark agent={visit.agent} />
        <LookUp visit={visit} />
        {person || visit.lookUp.state === 'looking' ? null : <ByIdNumber />}
        {person ? (
          <>
            <Insurances person={person} />
            <CaseList cases={visit.cases} />
            <Facts person={person} />
          </>
        ) : null}
        <WaitingList />
      </div>
      <div className="citizen-foot">
        <EndVisit visit={visit} />
      </div>
    </aside>
  );
}

/** The number that was typed, so that it can be compared with the document. */
function AskedNumber({ visit: { askedNumber } }: { readonly visit: Visit }) {
  return askedNumber === null ? null : (
    <p className="citizen-number">
      <LongNumber value={askedNumber} />
    </p>
  );
}

function Asking({ visit: { asking } }: { readonly visit: Visit }) {
  return asking === null ? null : (
    <p className="citizen-looking" role="status">
      <Icon name="busy" /> {counterTexts.asking[asking]}
    </p>
  );
}

function AgentMark({ agent }: Pick<Visit, 'agent'>) {
  return agent === null ? null : (
    <p className="citizen-agent">
      <Tag tone="brand" icon="people">
        {counterTexts.agent}
      </Tag>
      {agent.name} <RareCharacters name={agent.name} /> <LongNumber value={agent.maskedIdNumber} />
      <small>{counterTexts.openedBy[agent.kind]}</small>
    </p>
  );
}
