import type { IdCardFault, IdCardReaderFault } from '../../main/domain/device/faults.ts';
import type { IdentityDocument } from '../../main/domain/identity/identityDocument.ts';
import { createInbox } from '../transport/inbox.ts';
import type { ByteLink } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import type { IdCardReaderStatus } from './port.ts';
import { readDocument } from './readDocument.ts';
import { SAM_STATUS } from './samCommand.ts';
import { connectModule } from './samModule.ts';
import type { Ask, SamTrouble } from './samModule.ts';
import { createSamHost } from './samHost.ts';

/** What a session needs from its supervisor. */
export interface IdCardSessionOptions {
  readonly link: ByteLink;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  readonly emit: (status: IdCardReaderStatus) => void;
  /** The number of a presentation that begins now. */
  readonly nextPresentation: () => number;
}

/** How a session ended; `identified` says whether the module was fit for work. */
export interface IdCardSessionEnd {
  readonly fault: IdCardReaderFault;
  readonly detail: string;
  readonly identified: boolean;
}

/** Pause between two searches: vendors advise 200 to 300 ms; 26 bytes each are 1 % of the line. */
const SEARCH_PAUSE_MS = 300;

/**
 * How long a document that was read stays shown. A module does not find a card again that it has read, so from the line
 * a card that lies there and one that was taken back look the same. Long enough for the teller to look; short enough
 * that nobody who comes or signs in later meets the document of a citizen who has left.
 */
const DOCUMENT_SHOWN_MS = 20_000;

/** A module that finds a read card again must miss it so often before the card counts as taken away. */
const MISSES_AFTER_DOCUMENT = 2;
/** A card that could not be read counts as taken away at the first miss: people lift it and lay it down again at once. */
const MISSES_AFTER_FAILURE = 1;

/** A module that refuses to search so often in a row is not one we can speak with. */
const REFUSED_SEARCHES = 3;

/** One connection to a reader of ID cards; serves it until it cannot be used any more. The link is the caller's to close. */
export async function serveIdCardSession(options: IdCardSessionOptions): Promise<IdCardSessionEnd> {
  const { link, timers, log } = options;
  let endDetail = 'link closed';
  const inbox = createInbox<'ended'>(timers);
  const host = createSamHost(link, timers, (end) => {
    if (end.kind === 'lost') endDetail = end.detail;
    inbox.post('ended');
  });
  const connected = await connectModule(host);
  if (!connected.ok) return { ...faultOf(connected.trouble, endDetail), identified: false };
  log(`id card reader on ${link.name}: SAM ${connected.id}`);
  const watch = createWatch(options, connected.ask);
  for (;;) {
    const trouble = await watch();
    if (trouble !== undefined) {
      // A module that is unfit for work stays so for a while: then the next attempts come at growing pauses.
      const identified = trouble.code !== 'module-fault' && trouble.code !== 'module-unauthorised';
      return { ...faultOf(trouble, endDetail), identified };
    }
    if ((await inbox.next(SEARCH_PAUSE_MS)) === 'ended') return faultEnd(endDetail);
  }
}

/**
 * Looks for a card once, and reads one that has come. Whether a found card has come is known in two ways: a standard
 * module does not find a card again that it has read, so a card that is found is a new one (or the same laid again); a
 * module that finds the read card all the time shows by that that it has not left. A card that could not be read is
 * found as long as it lies there, and is left alone until it was missed once.
 */
function createWatch(options: IdCardSessionOptions, ask: Ask): () => Promise<SamTrouble | undefined> {
  const { timers, log, emit } = options;
  /** A card that is found counts as a new one only after so many misses in a row; 0: at once. */
  let missesNeeded = 0;
  let misses = 0;
  let shownUntil = -Infinity;
  let refused = 0;
  let asksAddress = true;

  async function look(): Promise<SamTrouble | undefined> {
    const searched = await ask('findCard');
    if (!searched.ok) return searched.trouble;
    switch (searched.answer.status) {
      case SAM_STATUS.found:
        refused = 0;
        misses = 0;
        return missesNeeded === 0 ? present() : undefined;
      case SAM_STATUS.notFound:
        refused = 0;
        missed();
        return undefined;
      default:
        refused += 1;
        return refused < REFUSED_SEARCHES ? undefined : { code: 'refused', detail: searched.words };
    }
  }

  function missed(): void {
    misses += 1;
    if (misses < missesNeeded || timers.running() < shownUntil) return;
    missesNeeded = 0;
    emit({ state: 'empty' });
  }

  async function present(): Promise<SamTrouble | undefined> {
    const presentation = options.nextPresentation();
    emit({ state: 'reading', presentation });
    const reading = await readDocument(ask, log, asksAddress);
    switch (reading.kind) {
      case 'reader-trouble':
        return reading.trouble;
      case 'failed':
        failed(presentation, reading.fault, reading.detail);
        return undefined;
      case 'read':
        asksAddress = reading.knowsAddress;
        return shown(presentation, reading.document, reading.photo);
    }
  }

  function failed(presentation: number, fault: IdCardFault, detail: string): void {
    log(`document not read: ${fault}: ${detail}`);
    emit({ state: 'document-failed', presentation, fault, detail });
    shownUntil = -Infinity;
    // A pulled card was missed already: the next one found is a new presentation.
    missesNeeded = fault === 'pulled' ? 0 : MISSES_AFTER_FAILURE;
  }

  /** Shows the document, and asks at once whether this module finds a card that it has read. */
  async function shown(
    presentation: number,
    document: IdentityDocument,
    photo: Uint8Array,
  ): Promise<SamTrouble | undefined> {
    emit({ state: 'document', presentation, document, photo, picture: null });
    const searched = await ask('findCard');
    if (!searched.ok) return searched.trouble;
    const findsReadCards = searched.answer.status === SAM_STATUS.found;
    missesNeeded = findsReadCards ? MISSES_AFTER_DOCUMENT : 0;
    shownUntil = findsReadCards ? -Infinity : timers.running() + DOCUMENT_SHOWN_MS;
    return undefined;
  }

  return look;
}

function faultEnd(detail: string): IdCardSessionEnd {
  return { fault: 'cable-lost', detail, identified: true };
}

/** Trouble of line or module as a state of the reader. */
function faultOf(
  { code, detail }: SamTrouble,
  endDetail: string,
): { readonly fault: IdCardReaderFault; readonly detail: string } {
  switch (code) {
    case 'ended':
      return { fault: 'cable-lost', detail: endDetail };
    case 'no-answer':
      // The same words whatever was asked: the state must not change with every new attempt.
      return { fault: 'no-answer', detail: 'no answer in time' };
    case 'garbled':
    case 'refused':
      return { fault: 'protocol-error', detail };
    case 'module-fault':
    case 'module-unauthorised':
      return { fault: code, detail };
  }
}
