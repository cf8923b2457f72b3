import { useNavigate } from 'react-router';
import { useLive } from '../app/core.ts';
import { counterTexts } from './texts.ts';

/** What was done here today; a press shows what of it is not completed. */
export function TodayCount() {
  const { accepted, completed } = useLive((live) => live.today);
  const navigate = useNavigate();
  return (
    <button type="button" className="bare-button today-count" onClick={() => void navigate('/accepted')}>
      {counterTexts.today(accepted, completed)}
    </button>
  );
}
