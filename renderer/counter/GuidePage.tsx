import { useNavigate } from 'react-router';
import { useHotkey } from '../ui/hotkeys.ts';
import { ItemSearch } from './search/ItemSearch.tsx';
import { counterTexts } from './texts.ts';

const words = counterTexts.guidePage;

/** For somebody who only asks: what any item needs, and its card on paper. Nobody is served and nothing is begun. */
export function GuidePage() {
  const navigate = useNavigate();
  const back = () => void navigate('/');
  useHotkey('Esc', back);
  return (
    <main className="work guide-page" aria-label={words.title} tabIndex={-1} data-home>
      <header className="guide-page-head">
        <button type="button" className="bare-button" onClick={back} aria-keyshortcuts="Escape">
          {words.back} <kbd aria-hidden="true">Esc</kbd>
        </button>
        <strong>{words.title}</strong>
        <span>{words.hint}</span>
      </header>
      <ItemSearch ready={false} onlyLook />
    </main>
  );
}
