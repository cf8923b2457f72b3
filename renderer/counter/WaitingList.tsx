import type { Live } from '../../main/contract/liveState.ts';
import { useLive } from '../app/core.ts';
import { useNow } from '../app/hallClock.ts';
import { useAct } from '../app/useAct.ts';
import { useDrafts } from '../app/useDraft.ts';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { counterTexts } from './texts.ts';

const words = counterTexts.waiting;
const MINUTE_MS = 60_000;

/** Citizens who wait, the longest first; a press goes on with one. */
export function WaitingList() {
  const waiting = useLive((live) => live.waiting);
  const drafts = useDrafts();
  const resume = useAct(async (client, visitId: string, requestId) => {
    // Whoever is being served waits in turn: what was typed in this moment is kept as well.
    await drafts.flush();
    return client.visit.resume({ requestId, visitId });
  });
  if (waiting.length === 0) return null;
  return (
    <section className="waiting-list block" aria-label={words.title}>
      <h2>
        {words.title}
        <small>{words.count(waiting.length)}</small>
      </h2>
      <ul>
        {waiting.map((visit) => (
          <li key={visit.visitId}>
            <button
              type="button"
              className="case-row"
              disabled={resume.pending}
              onClick={() => resume.run(visit.visitId)}
            >
              <span>{visit.maskedName}</span>
              <Minutes since={visit.parkedAt} />
              <small>{visit.items.length > 0 ? visit.items.join('、') : words.nothingOpen}</small>
            </button>
          </li>
        ))}
      </ul>
      <TroubleNotice trouble={resume.trouble} />
    </section>
  );
}

function Minutes({ since }: { readonly since: Live['waiting'][number]['parkedAt'] }) {
  const now = useNow();
  // A clock that was set back meanwhile counts from nothing.
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / MINUTE_MS));
  return (
    <span className="number">
      <Icon name="clock" size={14} /> {words.minutes(minutes)}
    </span>
  );
}
