import { lazy, Suspense, useState } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import { useDraftState } from '../../app/useDraft.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { AbandonDialog } from './AbandonDialog.tsx';
import { intakeTexts } from './texts.ts';
import type { CaseWork } from './useCaseWork.ts';

const NoticeDialog = lazy(() => import('./NoticeDialog.tsx').then(({ NoticeDialog }) => ({ default: NoticeDialog })));

interface Props {
  readonly view: CaseView;
  readonly work: CaseWork;
  readonly onAccept: () => void;
  readonly onBack: () => void;
}

/** What can be done with a case. What can not be done now stays in its place and says why. */
export function CaseActions({ view, work, onAccept, onBack }: Props) {
  const [dialog, setDialog] = useState<'notice' | 'abandon' | null>(null);
  const close = () => setDialog(null);
  const next = view.blockedBy.length > 0 ? null : nextStep(view.state, work.missing.length > 0);
  const look = (step: typeof next) => (step === next ? 'primary' : 'normal');
  if (view.state === 'completed' || view.state === 'abandoned') {
    return (
      <footer className="intake-actions">
        <span className="space" />
        <ActionButton kind="primary" onPress={onBack}>
          {intakeTexts.another} <kbd aria-hidden="true">Esc</kbd>
        </ActionButton>
      </footer>
    );
  }
  return (
    <footer className="intake-actions">
      <ActionButton kind="quiet" hotkey="F6" whyNot={work.whyNot('abandon')} onPress={() => setDialog('abandon')}>
        {intakeTexts.abandon}
      </ActionButton>
      {view.state === 'accepted' ? null : <DraftSaved caseId={view.caseId} />}
      <span className="space" />
      <ActionButton
        kind={look('notify')}
        hotkey="F4"
        whyNot={work.whyNot('notify')}
        onPress={() => setDialog('notice')}
      >
        {intakeTexts.notify}
      </ActionButton>
      <ActionButton
        kind={look('accept')}
        hotkey="F8"
        whyNot={work.whyNot('accept')}
        pending={work.accept.pending}
        onPress={onAccept}
      >
        {intakeTexts.accept}
      </ActionButton>
      <ActionButton
        kind={look('complete')}
        hotkey="F9"
        whyNot={work.whyNot('complete')}
        pending={work.complete.pending}
        onPress={() => work.complete.run()}
      >
        {intakeTexts.complete}
      </ActionButton>
      {dialog === 'notice' ? (
        <Suspense>
          <NoticeDialog
            caseId={view.caseId}
            draft={work.draft}
            missing={work.missing}
            onClose={close}
            onDone={work.moved}
          />
        </Suspense>
      ) : null}
      {dialog === 'abandon' ? <AbandonDialog caseId={view.caseId} onClose={close} onDone={work.moved} /> : null}
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

/** The button that stands out: the usual next step. */
function nextStep(state: CaseView['state'], lacking: boolean): 'notify' | 'accept' | 'complete' | null {
  switch (state) {
    case 'intake':
      return lacking ? 'notify' : 'accept';
    case 'notified':
      return 'accept';
    case 'accepted':
      return 'complete';
    case 'completed':
    case 'abandoned':
      return null;
  }
}
