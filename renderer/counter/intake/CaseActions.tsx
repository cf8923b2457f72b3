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
import type { CaseWithItem } from './useCase.ts';
import type { CaseWork } from './useCaseWork.ts';

const NoticeDialog = lazy(() => import('./NoticeDialog.tsx').then(({ NoticeDialog }) => ({ default: NoticeDialog })));

const SupplyDialog = lazy(() => import('./SupplyDialog.tsx').then(({ SupplyDialog }) => ({ default: SupplyDialog })));

/** Acts that the papers on the table are handed in with. */
export type HandedIn = Extract<ActKind, 'accept' | 'settle' | 'resubmit' | 'admit'>;

interface Props {
  readonly view: CaseWithItem;
  readonly work: CaseWork;
  /** Takes an act that the papers on the table are handed in with. */
  readonly onHandIn: (kind: HandedIn) => void;
  /** Goes to where what came back is put right. */
  readonly onCorrect: () => void;
  readonly onBack: () => void;
}

const isHandedIn = (kind: ActKind): kind is HandedIn => handedIn.some((one) => one === kind);
const handedIn: readonly HandedIn[] = ['accept', 'settle', 'resubmit', 'admit'];

/** Accepting with a gap is a way only where what is missing may follow; there it takes the place of the completion, which is far. */
const insteadOf = ({ acts, missing }: CaseWork): ActKind => {
  const offered = acts.some(({ kind, byProcess }) => kind === 'admit' && byProcess);
  return offered && missing.some(({ mayFollowWithin }) => mayFollowWithin !== undefined) ? 'complete' : 'admit';
};

/** A step that is not possible gives way to one that is and has its key. */
const giveWay = (kind: ActKind, byProcess: boolean, acts: CaseWork['acts']): boolean =>
  !byProcess && acts.some((other) => other.byProcess && actTexts[other.kind].hotkey === actTexts[kind].hotkey);

/** What can be done with a case. What cannot be done now stays in its place and says why. */
export function CaseActions({ view, work, onHandIn, onCorrect, onBack }: Props) {
  const [asking, setAsking] = useState<ActKind | null>(null);
  const close = () => setAsking(null);
  const here = view.ground === 'visit';
  const { ended, node } = phases[view.phase];

  const press = (kind: ActKind) => {
    if (isHandedIn(kind)) onHandIn(kind);
    else if (kind === 'correct') onCorrect();
    else if (kind === 'notify' || kind === 'renotify' || kind === 'supply' || caseProcess[kind].question)
      setAsking(kind);
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
      kind !== insteadOf(work) &&
      !giveWay(kind, byProcess, work.acts) &&
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
      {asking ? <AskedFirst kind={asking} view={view} work={work} onClose={close} onBack={onBack} /> : null}
    </footer>
  );
}

interface AskedProps extends Pick<Props, 'view' | 'work' | 'onBack'> {
  readonly kind: ActKind;
  readonly onClose: () => void;
}

/** What is asked before an act is taken. */
function AskedFirst({ kind, view, work, onClose, onBack }: AskedProps) {
  switch (kind) {
    case 'notify':
    case 'renotify':
      return (
        <Suspense>
          <NoticeDialog view={view} work={work} kind={kind} onClose={onClose} />
        </Suspense>
      );
    case 'supply':
      return (
        <Suspense>
          <SupplyDialog view={view} onClose={onClose} />
        </Suspense>
      );
    default:
      return (
        <ActDialog
          kind={kind}
          caseId={view.caseId}
          usual={kind === 'abandon' && touched(view, work) ? 'withdrawn' : undefined}
          onClose={onClose}
          // What came to nothing leaves the screen; everything else shows what it brought about.
          onDone={kind === 'abandon' ? onBack : onClose}
        />
      );
  }
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
