import { useState } from 'react';
import type { CaseSummary } from '../../../main/contract/case.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';

const words = counterTexts.endQuestion;

/** Ends the visit; asks first when something would be closed by it. */
export function EndVisit({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const [asking, setAsking] = useState(false);
  const end = usePress((client, requestId) => client.visit.end({ requestId }));
  const unfinished = cases.filter(({ state }) => state === 'intake');
  return (
    <>
      <ActionButton
        hotkey="F10"
        pending={end.pending}
        onPress={() => (unfinished.length > 0 ? setAsking(true) : end.run())}
      >
        {counterTexts.end}
      </ActionButton>
      <TroubleNotice trouble={end.trouble} />
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
              <ActionButton kind="primary" onPress={() => setAsking(false)}>
                {words.no}
              </ActionButton>
            </>
          }
        >
          <p>{words.open(unfinished.map(({ itemName }) => itemName).join('、'))}</p>
          <TroubleNotice trouble={end.trouble} />
        </Dialog>
      ) : null}
    </>
  );
}
