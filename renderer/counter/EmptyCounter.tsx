import { useNavigate } from 'react-router';
import type { Live } from '../../main/contract/liveState.ts';
import { useLive } from '../app/core.ts';
import { usePress } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { ByIdNumber } from './ByIdNumber.tsx';
import { CardPicture } from './CardPicture.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { counterTexts } from './texts.ts';
import { TodayCount } from './TodayCount.tsx';
import { WaitingList } from './WaitingList.tsx';

const words = counterTexts.empty;

/** Nobody is at the counter. */
export function EmptyCounter() {
  const reader = useLive((live) => live.lights.cardReader);
  const demo = useLive((live) => live.dock !== null);
  const leftCard = useLive((live) => live.leftBehind.some(({ reader: one }) => one === 'card'));
  const { title, hint, ready } = invitation(reader, leftCard);
  return (
    <main className="empty" aria-label={words.label} tabIndex={-1} data-home>
      <CardPicture ready={ready} />
      <div>
        <h1>{title}</h1>
        <p>{hint}</p>
        {demo ? <p className="empty-demo">{words.demonstration}</p> : null}
      </div>
      <LeftBehind />
      <ReadCard />
      <ByIdNumber />
      <OnlyAsking />
      <AcceptedNote />
      <AwaitedNote />
      <WaitingList />
      <TodayCount />
    </main>
  );
}

/** What is asked for now: only what can be done. A card is not asked for where none can be read, or one is still there. */
function invitation({ level, text, advice }: Live['lights']['cardReader'], leftCard: boolean) {
  if (leftCard) return { title: words.takeCardOut, hint: words.nextHint, ready: true };
  switch (level) {
    case 'ok':
      return { title: words.title, hint: words.hint, ready: true };
    case 'busy':
      return { title: text, hint: words.stay, ready: true };
    case 'warn':
      return { title: text, hint: advice || words.otherWays, ready: true };
    case 'bad':
      return { title: words.withoutReader, hint: `${text}。${advice}`, ready: false };
  }
}

/** What was accepted and is not completed: the first thing seen after the sign-in, as long as there is any. */
function AcceptedNote() {
  const accepted = useLive((live) => live.tasks);
  const navigate = useNavigate();
  if (accepted === 0) return null;
  return (
    <section className="left-behind" aria-label={counterTexts.accepted.label}>
      <div className="alert alert-warning" role="note">
        <Icon name="clock" size={20} />
        <div>
          <strong>{counterTexts.accepted.count(accepted)}</strong>
          <ActionButton onPress={() => void navigate('/tasks')}>{counterTexts.accepted.open}</ActionButton>
        </div>
      </div>
    </section>
  );
}

/** What citizens are still to hand in; whose time is nearly over is to be reminded. */
function AwaitedNote() {
  const { count, remind } = useLive((live) => live.awaited);
  const navigate = useNavigate();
  const open = () => void navigate('/awaited');
  useHotkey('Alt+I', open);
  if (count === 0) return null;
  const text = counterTexts.awaited.count(count, remind);
  if (remind === 0)
    return (
      <button type="button" className="bare-button today-count" aria-keyshortcuts="Alt+I" onClick={open}>
        {text} <kbd aria-hidden="true">Alt+I</kbd>
      </button>
    );
  return (
    <section className="left-behind" aria-label={counterTexts.awaited.label}>
      <div className="alert alert-warning" role="note">
        <Icon name="clock" size={20} />
        <div>
          <strong>{text}</strong>
          <ActionButton onPress={open}>
            {counterTexts.awaited.open} <kbd aria-hidden="true">Alt+I</kbd>
          </ActionButton>
        </div>
      </div>
    </section>
  );
}

/** Most who come up to a counter first want to know what to bring. */
function OnlyAsking() {
  const navigate = useNavigate();
  return (
    <ActionButton hotkey="F4" onPress={() => void navigate('/guide')}>
      {words.onlyAsking}
    </ActionButton>
  );
}

/** Only where it helps: most readers notice a card by themselves. */
function ReadCard() {
  const possible = useLive((live) => live.readCard);
  const read = usePress((client) => client.visit.readCard({}));
  if (!possible) return null;
  return (
    <div className="empty-read">
      <ActionButton hotkey="F3" pending={read.pending} onPress={() => read.run()}>
        {words.readCard}
      </ActionButton>
      <TroubleNotice trouble={read.trouble} />
    </div>
  );
}
