import type { Visit } from '../../../main/contract/visit.ts';
import { useAct } from '../../app/useAct.ts';
import { useDrafts } from '../../app/useDraft.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';
import { UnfinishedWork } from './UnfinishedWork.tsx';

const words = counterTexts.other;

type Other = NonNullable<Visit['other']>;
type Decision = 'stay' | 'agent' | 'park' | 'end';

interface Props {
  readonly visit: Visit;
  readonly other: Other;
}

/** Somebody else's card or code was shown: the teller decides, nothing is switched silently. Gone by itself when the card is. */
export function OtherPerson({ visit, other }: Props) {
  const { visitId, person, cases } = visit;
  const drafts = useDrafts();
  const decide = useAct(async (client, decision: Decision, requestId) => {
    if (decision === 'park') await drafts.flush();
    return client.visit.decideOther({ requestId, visitId, decision });
  });
  const stay = () => decide.run('stay');
  return (
    <Dialog
      title={words.title[other.kind]}
      onClose={stay}
      actions={
        <>
          <ActionButton kind="danger" hotkey="Alt+E" pending={decide.pending} onPress={() => decide.run('end')}>
            {words.end}
          </ActionButton>
          <ActionButton
            hotkey="Alt+G"
            pending={decide.pending}
            whyNot={person ? null : words.unknown}
            onPress={() => decide.run('park')}
          >
            {other.waiting ? words.parkAndResume : words.park}
          </ActionButton>
          <ActionButton
            hotkey="Alt+D"
            pending={decide.pending}
            whyNot={other.maskedName ? null : words.nameless}
            onPress={() => decide.run('agent')}
          >
            {words.agent}
          </ActionButton>
          <ActionButton kind="primary" pending={decide.pending} onPress={stay}>
            {words.stay}
          </ActionButton>
        </>
      }
    >
      <p>
        {words.body(other.maskedName, other.maskedNumber)}
        <strong>{person?.name ?? counterTexts.noPerson}</strong>。
      </p>
      <p>{other.waiting ? words.isWaiting : words.ask}</p>
      <UnfinishedWork cases={cases} />
      <TroubleNotice trouble={decide.trouble} />
    </Dialog>
  );
}
