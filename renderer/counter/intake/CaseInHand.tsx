import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { CaseActions, type HandedIn } from './CaseActions.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { CaseForm } from './CaseForm.tsx';
import { ItemGround } from './ItemGround.tsx';
import { MaterialList } from './MaterialList.tsx';
import { Opinions } from './Opinions.tsx';
import { OutcomeBody } from './OutcomeBody.tsx';
import { SlipList } from './SlipList.tsx';
import { isWorkedOn } from './offered.ts';
import { intakeTexts } from './texts.ts';
import type { CaseWithItem } from './useCase.ts';
import { useCaseWork, type CaseWork } from './useCaseWork.ts';

// Few cases come back: fetched for those that do.
const Correction = lazy(() => import('./Correction.tsx').then(({ Correction }) => ({ default: Correction })));

interface Props {
  readonly view: CaseWithItem;
  readonly onBack: () => void;
}

const FIRST_WORK =
  '.material [role="radio"][tabindex="0"], .fields :is(input, textarea), .intake-actions .ant-btn-primary';

/** A case: its head, its papers or its outcome, and what can be done at the bottom, always in the same places. */
export function CaseInHand({ view, onBack }: Props) {
  const work = useCaseWork(view);
  const [correcting, setCorrecting] = useState(false);
  const page = useRef<HTMLElement>(null);
  // Papers are worked on only while their citizen is here; to anybody else the case shows what has come of it so far.
  const open = isWorkedOn(view);

  useEffect(() => {
    // The hands go on where the work begins: the first paper, else the first field, else the next step.
    page.current?.querySelector<HTMLElement>(FIRST_WORK)?.focus();
  }, []);

  const handIn = (kind: HandedIn) => {
    work.setShowAll(true);
    const [first] = work.problems;
    if (first) page.current?.querySelector<HTMLElement>(`[data-field="${first.field}"] :is(input, textarea)`)?.focus();
    else work.take.run({ kind, input: { ...work.papers } });
  };

  return (
    <article className="intake" aria-label={view.item.name} ref={page}>
      <CaseHeader view={view} onBack={onBack} />
      {correcting ? (
        <Suspense>
          <Correction view={view} onEnd={() => setCorrecting(false)} />
        </Suspense>
      ) : (
        <>
          {open ? <IntakeBody view={view} work={work} /> : <OutcomeBody view={view} />}
          <div className="intake-trouble">
            {view.itemProblem === null ? null : (
              <p className="form-problems" role="alert">
                {view.itemProblem}
              </p>
            )}
            {open && work.showAll && work.problems.length > 0 ? (
              <p className="form-problems" role="alert">
                {intakeTexts.formProblems(work.problems.length)}
              </p>
            ) : null}
            <TroubleNotice trouble={work.take.trouble} />
          </div>
          <CaseActions
            view={view}
            work={work}
            onHandIn={handIn}
            onCorrect={() => setCorrecting(true)}
            onBack={onBack}
          />
        </>
      )}
    </article>
  );
}

interface BodyProps {
  readonly view: CaseWithItem;
  readonly work: CaseWork;
}

/** The intake: papers on the left, form on the right. */
function IntakeBody({ view, work }: BodyProps) {
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
        {view.phase === 'returned' ? <Opinions opinions={view.opinions} /> : null}
        {view.phase === 'notified' || view.phase === 'asking' ? (
          <div className="alert alert-warning" role="note">
            <Icon name="clock" size={20} />
            <strong>{intakeTexts.noticeOut(view.dueOn)}</strong>
          </div>
        ) : null}
        <ItemGround item={view.item} />
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
