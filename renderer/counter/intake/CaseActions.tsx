import { lazy, Suspense, useState } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import { useDraftState } from '../../app/useDraft.ts';
import { caseProcess, type ActKind } from '../../../main/domain/case/process.ts';
import { phases } from '../../../main/domain/case/phase.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ActDialog } from './ActDialog.tsx';
import { actTexts } from './actTexts.ts';
import { isWorkedOn, type OfferedAct } from './offered.ts';
import { intakeTexts } from './texts.ts';
import type { CaseWork } from './useCaseWork.ts';

const NoticeDialog = lazy(() => import('./NoticeDialog.tsx').then(({ NoticeDialog }) => ({ default: NoticeDialog })));

/** Acts that the papers on the table are handed in with. */
export type HandedIn = Extract<ActKind, 'accept' | 'settle' | 'resubmit'>;

interface Props {
  readonly view: CaseView;
  readonly work: CaseWork;
  /** Takes an act that the papers on the table are handed in with. */
  readonly onHandIn: (kind: HandedIn) => void;
  /** Goes to where what came back is put right. */
  readonly onCorrect: () => void;
  readonly onBack: () => void;
}

/** What can be done with a case. What cannot be done now stays in its place and says why. */
export function CaseActions({ view, work, onHandIn, onCorrect, onBack }: Props) {
  const [asking, setAsking] = useState<ActKind | null>(null);
  const close = () => setAsking(null);
  const here = view.ground === 'visit';
  const { ended, node } = phases[view.phase];

  const press = (kind: ActKind) => {
    if (kind === 'accept' || kind === 'settle' || kind === 'resubmit') onHandIn(kind);
    else if (kind === 'correct') onCorrect();
    else if (kind === 'notify' || caseProcess[kind].question) setAsking(kind);
    else work.take.run({ kind, input: {} });
  };
  const button = ({ kind, whyNot }: OfferedAct) => (
    <ActionButton
      key={kind}
      {...actTexts[kind]}
      kind={look(kind, work.next)}
      whyNot={whyNot}
      pending={work.take.underWay?.kind === kind}
      onPress={() => press(kind)}
    >
      {actTexts[kind].label}
    </ActionButton>
  );
  // Steps on the usual way stay in their places; what leaves it, and all of the special route, is there only when it is possible. What the systems are
  // asked again for stands with the materials.
  const aside = work.acts.filter(({ kind, byProcess }) => caseProcess[kind].order === undefined && byProcess);
  const steps = work.acts.filter(
    ({ kind, byProcess }) =>
      caseProcess[kind].order !== undefined &&
      kind !== 'obtain' &&
      (byProcess || (!ended && node === null && !caseProcess[kind].detour)),
  );
  return (
    <footer className="intake-actions">
      {aside.map(button)}
      {isWorkedOn(view) ? <DraftSaved caseId={view.caseId} /> : null}
      <span className="space" />
      {steps.length === 0 ? (
        <ActionButton kind="primary" onPress={onBack}>
          {here ? intakeTexts.another : intakeTexts.back} <kbd aria-hidden="true">Esc</kbd>
        </ActionButton>
      ) : (
        steps.map(button)
      )}
      {asking === 'notify' ? (
        <Suspense>
          <NoticeDialog view={view} work={work} onClose={close} />
        </Suspense>
      ) : null}
      {asking && asking !== 'notify' ? (
        <ActDialog
          kind={asking}
          caseId={view.caseId}
          usual={asking === 'abandon' && touched(view, work) ? 'withdrawn' : undefined}
          onClose={close}
          // What came to nothing leaves the screen; everything else shows what it brought about.
          onDone={asking === 'abandon' ? onBack : close}
        />
      ) : null}
    </footer>
  );
}

/** Whether what is typed is kept. That it is not kept is said aloud, once. */
function DraftSaved({ caseId }: { readonly caseId: string }) {
  const state = useDraftState(caseId);
  return (
    <small className={state === 'not-saved' ? 'draft-not-saved' : undefined} role="status">
      {intakeTexts.draft[state]}
    </small>
  );
}

function look(kind: ActKind, next: ActKind | null): 'primary' | 'normal' | 'quiet' {
  if (caseProcess[kind].order === undefined) return 'quiet';
  return kind === next ? 'primary' : 'normal';
}

/** Something was done on it: it was no mistake to begin it. */
function touched(view: CaseView, { draft }: CaseWork): boolean {
  return view.phase !== 'intake' || Object.keys(draft.ticks).length > 0 || draft.form !== view.form;
}
