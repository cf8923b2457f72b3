import type { IdCardFault } from '../../main/domain/device/faults.ts';
import type { IdentityDocument } from '../../main/domain/identity/identityDocument.ts';
import { SAM_STATUS, samMeaning } from './samCommand.ts';
import type { SamAnswer } from './samCommand.ts';
import type { Ask, Asked, SamTrouble } from './samModule.ts';
import { parseAppendedAddress, parseTextBlock, splitCardContent } from './textBlock.ts';

/** How the reading of a card that was found ended. */
export type Reading =
  | {
      readonly kind: 'read';
      readonly document: IdentityDocument;
      readonly photo: Uint8Array;
      /** False when this module does not know the question for an appended address: it need not be asked again. */
      readonly knowsAddress: boolean;
    }
  | { readonly kind: 'failed'; readonly fault: IdCardFault; readonly detail: string }
  | { readonly kind: 'reader-trouble'; readonly trouble: SamTrouble };

/** A card that did not answer as it should is tried so often in all: most are still being laid down at the first try. */
const ATTEMPTS = 3;

type Attempt =
  | Extract<Reading, { readonly kind: 'read' | 'reader-trouble' }>
  /** `final`: the card was read, so another try brings the same. */
  | { readonly kind: 'failed'; readonly fault: IdCardFault; readonly detail: string; readonly final: boolean };

/**
 * Reads a card that was just found: select, text and photo, appended address. A failed step begins again from the search; a
 * card that is not found then was pulled. The reader itself is in trouble when the search brings no answer either.
 */
export async function readDocument(ask: Ask, log: (line: string) => void, asksAddress: boolean): Promise<Reading> {
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(ask, log, asksAddress);
    if (tried.kind !== 'failed') return tried;
    const { fault, detail } = tried;
    if (tried.final) return { kind: 'failed', fault, detail };
    const searched = await ask('findCard');
    if (!searched.ok) return { kind: 'reader-trouble', trouble: searched.trouble };
    if (searched.answer.status !== SAM_STATUS.found) return { kind: 'failed', fault: 'pulled', detail };
    if (attempt >= ATTEMPTS) return { kind: 'failed', fault, detail };
    log(`reading the document again after ${detail}`);
  }
}

async function tryOnce(ask: Ask, log: (line: string) => void, asksAddress: boolean): Promise<Attempt> {
  const selected = await ask('selectCard');
  if (success(selected) === undefined) return troubleOf(selected);
  const asked = await ask('readBase');
  const read = success(asked);
  if (read === undefined) return troubleOf(asked);
  const content = splitCardContent(read.data);
  if (content === undefined) return unreadable('readBase: lengths and data differ');
  const parsed = parseTextBlock(content.text);
  if (!parsed.ok) return unreadable(`text block: ${parsed.code}`);
  const { document } = parsed;
  const { photo } = content;
  if (!asksAddress) return { kind: 'read', document, photo, knowsAddress: false };

  const appended = await ask('readAddress');
  if (!appended.ok && endsReader(appended.trouble)) return { kind: 'reader-trouble', trouble: appended.trouble };
  const appendedAddress = addressIn(appended, log);
  return {
    kind: 'read',
    document: appendedAddress === undefined ? document : { ...document, appendedAddress },
    photo,
    knowsAddress: appended.ok
      ? appended.answer.status !== SAM_STATUS.commandError
      : appended.trouble.code !== 'no-answer',
  };
}

/** The printed data are whole without it, and old modules do not know the question: no reason to refuse the document. */
function addressIn(appended: Asked, log: (line: string) => void): string | undefined {
  const answer = success(appended);
  if (answer !== undefined) return parseAppendedAddress(answer.data);
  if (!appended.ok) log(`appended address not read: ${appended.trouble.detail}`);
  else if (appended.answer.status !== SAM_STATUS.none) log(`appended address not read: ${appended.words}`);
  return undefined;
}

function success(asked: Asked): SamAnswer | undefined {
  return asked.ok && asked.answer.status === SAM_STATUS.ok ? asked.answer : undefined;
}

function unreadable(detail: string): Attempt {
  return { kind: 'failed', fault: 'unreadable', detail, final: true };
}

/** Trouble that no search can get over: the line is gone or the module is unfit for work. */
function endsReader({ code }: SamTrouble): boolean {
  return code === 'ended' || code === 'module-fault' || code === 'module-unauthorised';
}

function troubleOf(asked: Asked): Attempt {
  if (!asked.ok) {
    if (endsReader(asked.trouble)) return { kind: 'reader-trouble', trouble: asked.trouble };
    return { kind: 'failed', fault: 'read-failed', detail: asked.trouble.detail, final: false };
  }
  const meaning = samMeaning(asked.answer.status);
  const fault = meaning === 'not-genuine' || meaning === 'unreadable' ? meaning : 'read-failed';
  return { kind: 'failed', fault, detail: asked.words, final: false };
}
