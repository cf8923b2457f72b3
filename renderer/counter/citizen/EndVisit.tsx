import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Visit } from '../../../main/contract/visit.ts';
import { usePress, type Press } from '../../app/useAct.ts';
import { useDrafts } from '../../app/useDraft.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';
import { mayBeCompleted, UnfinishedWork, useUnprinted, workLeft } from './UnfinishedWork.tsx';

const words = counterTexts.endQuestion;

/** Ends the visit; asks first when something would be closed by it. Parks it without a question: nothing is lost. */
export function EndVisit({ visit }: { readonly visit: Visit }) {
  const { visitId, cases } = visit;
  const [asking, setAsking] = useState(false);
  const unprinted = useUnprinted(cases);
  const end = usePress((client, requestId) => client.visit.end({ requestId, visitId }));
  const drafts = useDrafts();
  const park = usePress(async (client, requestId) => {
    // What was typed in this moment is kept as well.
    await drafts.flush();
    return client.visit.park({ requestId, visitId });
  });
  return (
    <>
      <Park visit={visit} park={park} label={counterTexts.park} />
      <ActionButton
        hotkey="F10"
        pending={end.pending}
        onPress={() => (workLeft(cases, drafts).length > 0 || unprinted.length > 0 ? setAsking(true) : end.run())}
      >
        {counterTexts.end}
      </ActionButton>
      <TroubleNotice trouble={end.trouble ?? park.trouble} />
      {asking ? <EndQuestion visit={visit} end={end} park={park} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

interface QuestionProps {
  readonly visit: Visit;
  readonly end: Press;
  readonly park: Press;
  readonly onClose: () => void;
}

/** What the end would close or leave, and the ways around it. */
function EndQuestion({ visit, end, park, onClose }: QuestionProps) {
  const navigate = useNavigate();
  const accepted = visit.cases.find(mayBeCompleted);
  const complete = (caseId: string) => {
    onClose();
    void navigate(`/case/${caseId}`);
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          {/* Another key than the one that asked: F10 twice, a habit, closes nothing unfinished. */}
          <ActionButton kind="danger" hotkey="Alt+E" pending={end.pending} onPress={() => end.run()}>
            {words.yes}
          </ActionButton>
          <Park visit={visit} park={park} label={words.park} />
          <ActionButton kind={accepted ? 'normal' : 'primary'} onPress={onClose}>
            {words.no}
          </ActionButton>
          {accepted ? (
            <ActionButton kind="primary" hotkey="F9" onPress={() => complete(accepted.caseId)}>
              {words.complete}
            </ActionButton>
          ) : null}
        </>
      }
    >
      <UnfinishedWork cases={visit.cases} />
      <TroubleNotice trouble={end.trouble ?? park.trouble} />
    </Dialog>
  );
}

interface ParkProps {
  readonly visit: Pick<Visit, 'person'>;
  readonly park: Press;
  readonly label: string;
}

/** Parking needs to know whom: nobody else could take the visit up again. */
function Park({ visit: { person }, park, label }: ParkProps) {
  return (
    <ActionButton
      hotkey="Alt+G"
      pending={park.pending}
      whyNot={person ? null : counterTexts.parkUnknown}
      onPress={() => park.run()}
    >
      {label}
    </ActionButton>
  );
}
