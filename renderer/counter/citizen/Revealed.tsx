import { useEffect, useState } from 'react';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { useAct } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LongNumber } from '../../ui/LongNumber.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';

/** The full value is on the screen for so long; long enough to compare or to dial it. */
const SHOWN_SECONDS = 30;

type Revealing = Parameters<CounterClient['visit']['reveal']>[0];

const reasonsFor = {
  'id-number': ['verify-document', 'citizen-asked', 'fill-form'],
  phone: ['call-back', 'citizen-asked', 'fill-form'],
} as const satisfies Record<Revealing['field'], readonly Revealing['reason'][]>;

interface Props {
  readonly field: Revealing['field'];
  readonly masked: string;
  /** Of the citizen of this case, who is away; absent = of whoever is at the counter. */
  readonly caseId?: string;
}

/** A masked value; in full for half a minute when the teller says why. */
export function Revealed({ field, masked, caseId }: Props) {
  const words = counterTexts.reveal[field];
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string | null>(null);
  const reveal = useAct(
    (client, reason: Revealing['reason']) =>
      caseId === undefined ? client.visit.reveal({ field, reason }) : client.case.reveal({ caseId, field, reason }),
    ({ value }) => {
      setFull(value);
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
    <div className={`revealed revealed-${field}`}>
      <LongNumber value={full ?? masked} />
      <button
        type="button"
        className="bare-button"
        aria-label={full === null ? words.show : words.hide}
        aria-expanded={open}
        onClick={() => (open ? hide() : setAsking(true))}
      >
        <Icon name={open ? 'cross' : 'eye'} />
      </button>
      {full === null ? null : <Remask onOver={hide} />}
      {asking ? (
        <div className="citizen-reveal" role="group" aria-label={words.question}>
          <p>{words.question}</p>
          {reasonsFor[field].map((reason) => (
            <ActionButton key={reason} pending={reveal.pending} onPress={() => reveal.run(reason)}>
              {counterTexts.revealReasons[reason]}
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
