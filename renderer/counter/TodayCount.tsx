import { useNavigate } from 'react-router';
import { useLive } from '../app/core.ts';
import { counterTexts } from './texts.ts';

/** What was done here today; a press lists it. */
export function TodayCount() {
  const { accepted, completed } = useLive((live) => live.today);
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className="bare-button today-count"
      aria-keyshortcuts="Alt+L"
      onClick={() => void navigate('/today')}
    >
      {counterTexts.today(accepted, completed)} <kbd aria-hidden="true">Alt+L</kbd>
    </button>
  );
}
