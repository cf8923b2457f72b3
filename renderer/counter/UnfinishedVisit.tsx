import type { Live } from '../../main/contract/liveState.ts';
import { hallTimeOfDay } from '../../main/domain/calendar/hallTime.ts';
import { usePress } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { counterTexts } from './texts.ts';

const words = counterTexts.unfinished;

/** Another teller began a visit here and did not end it: this one takes it over or ends it, knowingly. */
export function UnfinishedVisit({ visit }: { readonly visit: NonNullable<Live['unfinished']> }) {
  const { visitId, items } = visit;
  const takeOver = usePress((client, requestId) => client.visit.takeOver({ requestId, visitId }));
  const end = usePress((client, requestId) => client.visit.end({ requestId, visitId }));
  return (
    <main className="empty" tabIndex={-1} data-home>
      <h1>{words.title(visit.tellerNumber, visit.tellerName)}</h1>
      <p>{words.since(hallTimeOfDay(visit.startedAt), visit.maskedName)}</p>
      {items.length > 0 ? <p className="undone">{words.items(items.join('、'))}</p> : null}
      <div className="unfinished-actions">
        <ActionButton kind="primary" hotkey="Alt+J" pending={takeOver.pending} onPress={() => takeOver.run()}>
          {words.takeOver}
        </ActionButton>
        <ActionButton kind="danger" hotkey="Alt+E" pending={end.pending} onPress={() => end.run()}>
          {words.end}
        </ActionButton>
      </div>
      <TroubleNotice trouble={takeOver.trouble ?? end.trouble} />
    </main>
  );
}
