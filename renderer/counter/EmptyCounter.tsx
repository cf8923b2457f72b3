import { useLive } from '../app/core.ts';
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
        <p>{reader.level === 'bad' ? `${reader.advice || `${reader.text}。`}${counterTexts.readerBad}` : words.hint}</p>
      </div>
      <ByIdNumber />
    </main>
  );
}
