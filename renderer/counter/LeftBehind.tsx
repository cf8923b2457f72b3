import { useLive } from '../app/core.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { counterTexts } from './texts.ts';

const words = counterTexts.leftBehind;

/** What lies on a reader and belongs to nobody being served: give it back, or take it up. */
export function LeftBehind() {
  const left = useLive((live) => live.leftBehind);
  const visiting = useLive((live) => live.visit !== null);
  const takeUp = useAct((client, reader: 'card' | 'id-card', requestId) => client.visit.takeUp({ requestId, reader }));
  if (left.length === 0) return null;
  return (
    <section className="left-behind" aria-label={words.label}>
      {left.map(({ reader, maskedName }, place) => (
        <div key={reader} className="alert alert-warning" role="note">
          <Icon name={reader === 'card' ? 'card' : 'person'} size={20} />
          <div>
            <strong>{words.giveBack[reader](maskedName)}</strong>
            <ActionButton
              {...(place === 0 ? { hotkey: 'F3' } : {})}
              pending={takeUp.pending}
              onPress={() => takeUp.run(reader)}
            >
              {visiting ? words.ask : words.takeUp(maskedName)}
            </ActionButton>
          </div>
        </div>
      ))}
      <TroubleNotice trouble={takeUp.trouble} />
    </section>
  );
}
