import { describeSamAnswer, formatSamId, SAM_STATUS, samMeaning } from './samCommand.ts';
import type { SamAnswer, SamCommandName } from './samCommand.ts';
import type { SamHost, SamSilence } from './samHost.ts';

/** Why the module cannot be worked with: the line, its own fault, or answers that make no sense (`refused`). */
export interface SamTrouble {
  readonly code: SamSilence | 'module-fault' | 'module-unauthorised' | 'refused';
  /** For the log and the technician; no personal data. */
  readonly detail: string;
}

/** What a module answered; `words` say it for the technician. */
export type Asked =
  | { readonly ok: true; readonly answer: SamAnswer; readonly words: string }
  | { readonly ok: false; readonly trouble: SamTrouble };

/** Gives a command and repeats it after damage. */
export type Ask = (name: SamCommandName) => Promise<Asked>;

/** A command or its answer that was damaged goes over the line so often in all; noise on a short cable does not hit three times. */
const SENDINGS = 3;
/** After silence a command is sent once more: one that got lost, not a reader that is off. */
const SENDINGS_INTO_SILENCE = 2;
/** A command the module does not know is believed the second time: a doubled byte passes the check byte as another command. */
const SENDINGS_MISUNDERSTOOD = 2;

/** A module that is fit for work: its number, and the way to ask it. */
export type Connected =
  { readonly ok: true; readonly id: string; readonly ask: Ask } | { readonly ok: false; readonly trouble: SamTrouble };

/** Asks the module how it is, resets it when it is not well, and asks for its number. */
export async function connectModule(host: SamHost): Promise<Connected> {
  const ask = asker(host);
  let state = await ask('status');
  if (needsReset(state)) {
    const reset = await ask('reset');
    state = reset.ok ? await ask('status') : reset;
  }
  if (!state.ok) return state;
  if (state.answer.status !== SAM_STATUS.ok) return { ok: false, trouble: { code: 'refused', detail: state.words } };
  const named = await ask('identify');
  if (!named.ok) return named;
  // A module that keeps its number to itself can work all the same.
  const { status, data } = named.answer;
  return { ok: true, ask, id: status === SAM_STATUS.ok && data.length >= 16 ? formatSamId(data) : named.words };
}

function needsReset(state: Asked): boolean {
  if (state.ok) return state.answer.status !== SAM_STATUS.ok;
  return state.trouble.code === 'module-fault' || state.trouble.code === 'module-unauthorised';
}

/** Every command here may be repeated without harm: nothing is written. */
function asker(host: SamHost): Ask {
  return async (name) => {
    for (let sent = 1; ; sent += 1) {
      const result = await host.exchange(name);
      if (!result.ok) {
        const most = result.code === 'no-answer' ? SENDINGS_INTO_SILENCE : SENDINGS;
        if (result.code !== 'ended' && sent < most) continue;
        return { ok: false, trouble: { code: result.code, detail: `${name}: ${result.code}` } };
      }
      const { answer } = result;
      const words = describeSamAnswer(name, answer);
      switch (samMeaning(answer.status)) {
        case 'again':
          if (sent < SENDINGS) continue;
          return { ok: false, trouble: { code: 'garbled', detail: words } };
        case 'misunderstood':
          if (sent < SENDINGS_MISUNDERSTOOD) continue;
          return { ok: true, answer, words };
        case 'module':
          return { ok: false, trouble: { code: 'module-fault', detail: words } };
        case 'unauthorised':
          return { ok: false, trouble: { code: 'module-unauthorised', detail: words } };
        case 'fine':
        case 'refused':
        case 'read-failed':
        case 'not-genuine':
        case 'unreadable':
        case 'pulled':
          return { ok: true, answer, words };
      }
    }
  };
}
