import { useEffect, useState } from 'react';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { useAct } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';

/** The full number is on the screen for so long; long enough to compare it with a document. */
const SHOWN_SECONDS = 30;

type Reason = Parameters<CounterClient['visit']['revealIdNumber']>[0]['reason'];

const reasons = Object.entries(counterTexts.revealReasons) as [Reason, string][];

/** The ID number, masked; in full for half a minute when the teller says why. */
export function IdNumber({ masked }: { readonly masked: string }) {
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string | null>(null);
  const reveal = useAct(
    (client, reason: Reason) => client.visit.revealIdNumber({ reason }),
    ({ idNumber }) => {
      setFull(idNumber);
      setAsking(false);
    },
  );
  const open = full !== null || asking;
  const hide = () => {
    setFull(null);
    setAsking(false);
    // The answer is not kept anywhere either.
    reveal.clear();
  };
  return (
    <div className="citizen-number">
      <span className="number">{full ?? masked}</span>
      <button
        type="button"
        className="bare-button"
        aria-label={full === null ? counterTexts.reveal : counterTexts.mask}
        aria-expanded={open}
        onClick={() => (open ? hide() : setAsking(true))}
      >
        <Icon name={open ? 'cross' : 'eye'} />
      </button>
      {full === null ? null : <Remask onOver={hide} />}
      {asking ? (
        <div className="citizen-reveal" role="group" aria-label={counterTexts.revealQuestion}>
          <p>{counterTexts.revealQuestion}</p>
          {reasons.map(([reason, text]) => (
            <ActionButton key={reason} pending={reveal.pending} onPress={() => reveal.run(reason)}>
              {text}
            </ActionButton>
          ))}
        </div>
      ) : null}
      <TroubleNotice trouble={reveal.trouble} />
    </div>
  );
}

function Remask({ onOver }: { readonly onOver: () => void }) {
  const [left, setLeft] = useState(SHOWN_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) onOver();
  }, [left, onOver]);
  return <small className="number">{counterTexts.remask(Math.max(left, 0))}</small>;
}
