import type { Light } from '../../main/contract/live.ts';
import { useLive } from '../app/core.ts';
import { usePress } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { ByIdNumber } from './ByIdNumber.tsx';
import { CardPicture } from './CardPicture.tsx';
import { counterTexts } from './texts.ts';

const words = counterTexts.empty;

/** Nobody is at the counter. */
export function EmptyCounter() {
  const reader = useLive((live) => live.lights.cardReader);
  return (
    <main className="empty" tabIndex={-1} data-home>
      <CardPicture />
      <div>
        <h1>{words.title}</h1>
        <p>{hintOf(reader)}</p>
      </div>
      <ReadCard />
      <ByIdNumber />
    </main>
  );
}

/** What to do now: with a card or reader that needs something, that comes first. */
function hintOf({ level, text, advice }: Light): string {
  if (level === 'bad') return `${advice || `${text}。`}${counterTexts.readerBad}`;
  return level === 'warn' ? `${text}。${advice}` : words.hint;
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
