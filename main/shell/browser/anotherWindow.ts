import { runningCounter } from '../shared/homeLock.ts';
import { WINDOW_KEY_HEADER, WINDOW_PATH } from './gate.ts';
import { writeWindowFile } from './windowFile.ts';

/** How long the running counter may take to answer, ms; it does nothing but make a token. */
const ANSWER_LIMIT_MS = 5_000;

/**
 * Asks the counter that runs on a home for another window and writes the page that leads there; answers its path. The key to
 * ask with lies in a file of the owner, so only the same user gets one. Null: there is no running counter that answers.
 */
export async function askForWindow(home: string): Promise<string | null> {
  const running = runningCounter(home);
  if (running?.url == null || running.windowKey === null) return null;
  const path = await ask(new URL(WINDOW_PATH, running.url), running.windowKey);
  return path === null ? null : writeWindowFile(home, new URL(path, running.url).href);
}

async function ask(url: URL, key: string): Promise<string | null> {
  try {
    // oxlint-disable-next-line house/time -- a start that only asks another one and ends
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { [WINDOW_KEY_HEADER]: key },
      redirect: 'error',
      signal,
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    // Just ending, or hung: whoever started this is told who holds the home, and no more is known.
    return null;
  }
}
