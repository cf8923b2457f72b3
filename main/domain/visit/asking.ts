import { stepTo, type Step } from './effect.ts';
import type { ReaderKind, Shown } from './arrival.ts';
import { credentialOf } from './arrival.ts';
import type { Reception, Visit } from './visit.ts';

/** Asks the central system about the present citizen; an earlier question is given up with it. */
export function askAboutPresent(reception: Reception, visit: Visit): Step {
  if (!visit.question) return stepTo({ ...reception, present: visit });
  const ticket = reception.nextTicket;
  return stepTo(
    { ...reception, nextTicket: ticket + 1, present: { ...visit, lookUp: { state: 'looking', ticket } } },
    { kind: 'ask-central', ticket, credential: visit.question.credential, operator: visit.teller },
  );
}

/** Asks the central system whose something is, while the present citizen is served on. */
export function askWhose(reception: Reception, visit: Visit, shown: Shown, reader: ReaderKind | null): Step {
  const credential = credentialOf(shown);
  if (!credential) return stepTo(reception);
  const ticket = reception.nextTicket;
  return stepTo(
    { ...reception, nextTicket: ticket + 1, doubt: { ticket, shown, reader } },
    { kind: 'ask-central', ticket, credential, operator: visit.teller },
  );
}

/** Asks again what was not answered because nobody could be reached. */
export function askAgainIfUnreached(reception: Reception): Step {
  const { present } = reception;
  return present?.lookUp.state === 'unreachable' ? askAboutPresent(reception, present) : stepTo(reception);
}
