import type { ReactNode } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import { hallTimeOfDay } from '../../../main/domain/calendar/hallTime.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { intakeTexts } from './texts.ts';
import { useIdentity } from './useIdentity.ts';

interface Props {
  readonly material: ItemMaterial;
  readonly view: CaseView;
}

type Obtained = CaseView['obtained'][number];

const looks = {
  confirmed: { look: 'there', icon: 'check' },
  pending: { look: 'pending', icon: 'clock' },
  'not-confirmed': { look: 'missing', icon: 'warn' },
} as const satisfies Record<Obtained['result'], { look: string; icon: IconName }>;

/** A material the citizen does not bring: who supplies it, what it said and when. There is nothing here to tick. */
export function SystemMaterial({ material, view }: Props) {
  if (material.source.kind === 'identity') {
    return <IdentityMaterial name={material.name} view={view} />;
  }
  const answer = view.obtained.findLast(({ materialCode }) => materialCode === material.code);
  if (!answer) {
    return (
      <Line look="pending" icon="busy" name={material.name}>
        {material.requiredWhen ? intakeTexts.notAsked : intakeTexts.obtaining}
      </Line>
    );
  }
  return (
    <Line {...looks[answer.result]} name={material.name}>
      <AnswerWords answer={answer} />
    </Line>
  );
}

/** The document of the citizen: as it is shown now while the case is open, as it was at the acceptance afterwards. */
function IdentityMaterial({ name, view }: { readonly name: string; readonly view: CaseView }) {
  const { identifiedBy, checkedBy, gap } = useIdentity(view);
  if (gap !== null) {
    return (
      <Line look="missing" icon="warn" name={name}>
        {intakeTexts.toCheck}
      </Line>
    );
  }
  return (
    <Line look="there" icon="check" name={name} proved>
      {checkedBy ? (
        <>
          {intakeTexts.checkedBy(checkedBy.name)} <Clock at={checkedBy.at} />
        </>
      ) : (
        intakeTexts.provedBy[identifiedBy]
      )}
    </Line>
  );
}

function AnswerWords({ answer }: { readonly answer: Obtained }) {
  switch (answer.result) {
    case 'confirmed':
      return (
        <>
          {answer.source}：{answer.summary} <Clock at={answer.at} />
        </>
      );
    case 'pending':
      return intakeTexts.pending;
    case 'not-confirmed':
      return (
        <>
          {intakeTexts.notConfirmed}（{answer.source}）：{answer.summary}
        </>
      );
  }
}

function Clock({ at }: { readonly at: string }) {
  return <span className="number material-time">{hallTimeOfDay(at)}</span>;
}

interface LineProps {
  readonly look: 'there' | 'pending' | 'missing';
  readonly icon: IconName;
  readonly name: string;
  /** Proved at the counter, not fetched. */
  readonly proved?: boolean;
  readonly children: ReactNode;
}

function Line({ look, icon, name, proved = false, children }: LineProps) {
  return (
    <li className={`material material-${look}`}>
      <span className="material-mark">
        <Icon name={icon} size={18} />
      </span>
      <div className="material-text">
        <div className="material-name">
          {name} {proved ? null : <small>{intakeTexts.fromSystem}</small>}
        </div>
        <p>{children}</p>
      </div>
    </li>
  );
}
