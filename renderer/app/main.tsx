import '@fontsource-variable/noto-sans-sc/wght.css';
import './tokens.css';
import './app.css';
import '../ui/ui.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { connect } from './connection.ts';
import { keepDrafts } from './drafts.ts';
import { dialFor } from './rpc.ts';
import { listenForHotkeys } from '../ui/hotkeys.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const connection = connect(dialFor(window), (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
const drafts = keepDrafts(
  async (caseId, draft) => {
    const answer = await connection.client.case.saveDraft({
      caseId,
      ticks: { ...draft.ticks },
      form: { ...draft.form },
    });
    // Moved on: what is typed can not be kept there any more; to try again for ever would not help.
    return answer.ok || answer.code === 'CASE_MOVED_ON' || answer.code === 'CASE_UNKNOWN';
  },
  (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
);

listenForHotkeys(window);
window.addEventListener('pagehide', () => drafts.flush());

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
createRoot(root).render(<App connection={connection} drafts={drafts} nonce={nonce} />);
