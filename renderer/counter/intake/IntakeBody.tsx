import type { CaseView } from '../../../main/contract/case.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CaseForm } from './CaseForm.tsx';
import { MaterialList } from './MaterialList.tsx';
import { SlipList } from './SlipList.tsx';
import { intakeTexts } from './texts.ts';
import type { CaseWork } from './useCaseWork.ts';

interface Props {
  readonly view: CaseView;
  readonly work: CaseWork;
}

/** The intake: papers on the left, form on the right. */
export function IntakeBody({ view, work }: Props) {
  const { draft, setDraft } = work;
  return (
    <div className="intake-body">
      <div className="intake-column" tabIndex={-1}>
        {view.blockedBy.map((reason) => (
          <div key={reason} className="alert alert-error" role="note">
            <Icon name="stop" size={20} />
            <strong>
              {intakeTexts.blocked}
              {reason}
            </strong>
          </div>
        ))}
        {view.phase === 'notified' ? (
          <div className="alert alert-warning" role="note">
            <Icon name="clock" size={20} />
            <strong>{intakeTexts.noticeOut(view.dueOn)}</strong>
          </div>
        ) : null}
        <Conditions conditions={view.item.conditions} />
        <MaterialList
          view={view}
          list={work.list}
          missing={work.missing}
          ticks={draft.ticks}
          onTicks={(ticks) => setDraft({ ...draft, ticks })}
          askSystems={work.next === 'obtain' ? 'primary' : 'normal'}
        />
        {view.slips.length > 0 ? <SlipList slips={view.slips} inFull /> : null}
      </div>
      <div className="intake-column" tabIndex={-1}>
        <CaseForm
          view={view}
          form={draft.form}
          problems={work.problems}
          showAll={work.showAll}
          onForm={(form) => setDraft({ ...draft, form })}
        />
      </div>
    </div>
  );
}

/** For whom the item is: folded, because who works here every day knows it. */
function Conditions({ conditions }: { readonly conditions: readonly string[] }) {
  if (conditions.length === 0) return null;
  return (
    <details className="sheet conditions">
      <summary>{intakeTexts.conditions}</summary>
      <ul>
        {conditions.map((condition) => (
          <li key={condition}>{condition}</li>
        ))}
      </ul>
    </details>
  );
}
