import { createRoot } from 'react-dom/client';
import { listenForHotkeys } from '../ui/hotkeys.ts';
import { App } from './App.tsx';
import type { Connection } from './connection.ts';
import { keepDrafts, type DraftKeeper } from './drafts.ts';

/** Draws the window over a connection that is already being made. */
export function start(connection: Connection): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const drafts = draftsOver(connection);
  listenForHotkeys(window);
  window.addEventListener('pagehide', () => void drafts.flush());
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  createRoot(root).render(<App connection={connection} drafts={drafts} nonce={nonce} />);
}

function draftsOver({ client }: Connection): DraftKeeper {
  return keepDrafts(
    async (caseId, draft) => {
      const answer = await client.case.saveDraft({ caseId, ticks: { ...draft.ticks }, form: { ...draft.form } });
      // Moved on: what is typed cannot be kept there any more; to try again for ever would not help.
      return answer.ok || answer.code === 'CASE_MOVED_ON' || answer.code === 'CASE_NO_GROUND';
    },
    (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  );
}
