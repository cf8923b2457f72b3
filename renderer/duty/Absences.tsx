import { useState } from 'react';
import type { DutyView } from '../../main/contract/duty.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { dutyTexts as words } from './texts.ts';

type Absence = DutyView['absences'][number];

/** What lasts or is to come, each ended by whoever may. */
export function Absences({ absences, onDone }: Pick<DutyView, 'absences'> & { readonly onDone: () => void }) {
  const [ending, setEnding] = useState<Absence | null>(null);
  const end = useAct(
    (client, { absenceId }: Absence, requestId) => client.duty.endAbsence({ requestId, absenceId }),
    () => {
      setEnding(null);
      onDone();
    },
  );
  return (
    <section className="sheet duty-attention" aria-labelledby="duty-absences">
      <h2 id="duty-absences">{words.absences}</h2>
      {absences.length === 0 ? <p className="note">{words.none}</p> : null}
      <ul className="duty-rows">
        {absences.map((absence) => (
          <li key={absence.absenceId}>
            <strong>{absence.name}</strong> <span className="number">{absence.number}</span>
            <span className="number">{absence.days}</span>
            <span className="duty-grow">{absence.reason}</span>
            <Tag tone={absence.now ? 'wait' : 'plain'}>{absence.now ? words.now : words.later}</Tag>
            {absence.mayEnd ? <ActionButton onPress={() => setEnding(absence)}>{words.end}</ActionButton> : null}
          </li>
        ))}
      </ul>
      {ending ? (
        <Dialog
          title={words.ending(ending.name)}
          onClose={() => setEnding(null)}
          actions={
            <>
              <ActionButton kind="primary" pending={end.pending} onPress={() => end.run(ending)}>
                {words.end}
              </ActionButton>
              <ActionButton onPress={() => setEnding(null)}>{words.keep}</ActionButton>
            </>
          }
        >
          <p>{words.endingBody}</p>
          <TroubleNotice trouble={end.trouble} />
        </Dialog>
      ) : null}
    </section>
  );
}
