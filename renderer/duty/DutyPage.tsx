import './duty.css';
import { roleTitles } from '../../main/domain/staff/role.ts';
import type { DutyView } from '../../main/contract/duty.ts';
import type { SignedIn } from '../../main/contract/session.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery } from '../app/useAct.ts';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { Absences } from './Absences.tsx';
import { AbsenceForm } from './AbsenceForm.tsx';
import { Silent } from './Silent.tsx';
import { Stranded } from './Stranded.tsx';
import { dutyTexts as words } from './texts.ts';
import { useDuty } from './useDuty.ts';

interface Props {
  readonly session: SignedIn;
  /** The work of this post begins here. */
  readonly home: boolean;
}

/** Who is there and who stands in for whom; absences are entered here, and what nobody may take is seen to. */
export function DutyPage({ session, home }: Props) {
  const duty = useDuty();
  const again = () => void duty.refetch();
  const view = duty.data;
  return (
    <Page
      way={home ? 'home' : 'back'}
      title={words.title}
      intro={words.intro}
      tag={view ? <Tag tone={view.lying > 0 ? 'bad' : 'good'}>{words.lying(view.lying)}</Tag> : null}
      titleFocus
    >
      <TroubleNotice trouble={troubleOfQuery(duty.error)} />
      {view ? (
        <div className="duty-page page-scroll" tabIndex={0} role="region" aria-label={words.title}>
          <div className="duty-column">
            <Silent silent={view.silent} onDone={again} />
            <Stranded view={view} mayName={session.role === 'bureau-head'} onDone={again} />
            <Absences absences={view.absences} onDone={again} />
            <People people={view.people} />
          </div>
          <AbsenceForm view={view} own={session.number} onDone={again} />
        </div>
      ) : null}
    </Page>
  );
}

function People({ people }: Pick<DutyView, 'people'>) {
  return (
    <section className="sheet duty-people" aria-labelledby="duty-people">
      <h2 id="duty-people">{words.people}</h2>
      <ul className="duty-rows">
        {people.map(({ number, name, posts, absent }) => (
          <li key={number}>
            <strong>{name}</strong> <span className="number">{number}</span>
            <span className="duty-grow">
              {posts.map(({ role, standIn }) => words.standIn(roleTitles[role], standIn?.name ?? null)).join('、')}
            </span>
            <Tag tone={absent ? 'wait' : 'plain'}>{absent ? words.absent : words.present}</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
