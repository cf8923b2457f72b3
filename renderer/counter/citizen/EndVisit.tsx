import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Visit } from '../../../main/contract/visit.ts';
import { usePress } from '../../app/useAct.ts';
import { useDrafts } from '../../app/useDraft.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';
import { leavesWork, UnfinishedWork, useUnprinted } from './UnfinishedWork.tsx';

const words = counterTexts.endQuestion;

/** Ends the visit; asks first when something would be closed by it. Parks it without a question: nothing is lost. */
export function EndVisit({ visit: { visitId, cases, person } }: { readonly visit: Visit }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const accepted = cases.find(({ phase }) => phase === 'accepted');
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
      <ActionButton
        hotkey="Alt+G"
        pending={park.pending}
        whyNot={person ? null : counterTexts.parkUnknown}
        onPress={() => park.run()}
      >
        {counterTexts.park}
      </ActionButton>
      <ActionButton
        hotkey="F10"
        pending={end.pending}
        onPress={() => (leavesWork(cases) || unprinted.length > 0 ? setAsking(true) : end.run())}
      >
        {counterTexts.end}
      </ActionButton>
      <TroubleNotice trouble={end.trouble ?? park.trouble} />
      {asking ? (
        <Dialog
          title={words.title}
          onClose={() => setAsking(false)}
          actions={
            <>
              {/* Another key than the one that asked: F10 twice, a habit, closes nothing unfinished. */}
              <ActionButton kind="danger" hotkey="Alt+E" pending={end.pending} onPress={() => end.run()}>
                {words.yes}
              </ActionButton>
              <ActionButton
                hotkey="Alt+G"
                pending={park.pending}
                whyNot={person ? null : counterTexts.parkUnknown}
                onPress={() => park.run()}
              >
                {words.park}
              </ActionButton>
              <ActionButton kind={accepted ? 'normal' : 'primary'} onPress={() => setAsking(false)}>
                {words.no}
              </ActionButton>
              {accepted ? (
                <ActionButton
                  kind="primary"
                  hotkey="F9"
                  onPress={() => {
                    setAsking(false);
                    void navigate(`/case/${accepted.caseId}`);
                  }}
                >
                  {words.complete}
                </ActionButton>
              ) : null}
            </>
          }
        >
          <UnfinishedWork cases={cases} />
          <TroubleNotice trouble={end.trouble ?? park.trouble} />
        </Dialog>
      ) : null}
    </>
  );
}
