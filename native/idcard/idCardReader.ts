import type { IdCardReaderFault } from '../../main/domain/device/faults.ts';
import { bugReport } from '../bugReport.ts';
import type { OpenLink } from '../transport/port.ts';
import { createStateCell } from '../transport/stateCell.ts';
import { createSupervisor } from '../transport/supervisor.ts';
import type { Timers } from '../../main/domain/time.ts';
import { serveIdCardSession } from './idCardSession.ts';
import type { DecodePhoto } from './photo/decodePhoto.ts';
import type { IdCardReader, IdCardReaderStatus } from './port.ts';

/** What a supervised ID card reader is made of. The line is 115200 baud, 8N1, unless the reader was set to another speed. */
export interface IdCardReaderOptions {
  readonly open: OpenLink;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /** Left out where no decoder is set up: then documents have no picture. */
  readonly decodePhoto?: DecodePhoto;
}

/**
 * A supervised reader of resident ID cards (SAM_V, GA 467): connects, looks for a card about three times a second, reads
 * each card once by itself, and connects again after any fault. Whether a card that was read still lies there cannot be
 * asked of a standard module, so `document` stays for 20 seconds or until the next card comes, then `empty` is reported
 * (a module that goes on finding the card keeps `document` until the card is gone). The same card laid again is a new
 * presentation. `document-failed` stays as long as the card is found; a card pulled while it was read is
 * `document-failed` / `pulled` and, at the next search, `empty`. `connecting` is reported at the start only. The picture of
 * a document follows when it is decoded; what is not decoded when the document goes is given up.
 */
export function createIdCardReader(options: IdCardReaderOptions): IdCardReader {
  const state = createStateCell<IdCardReaderStatus>({ state: 'connecting' }, bugReport(options.log));
  const pictures = createPictures(options);
  let presentations = 0;
  const report = (next: IdCardReaderStatus): void => {
    pictures.giveUp();
    state.set(next);
  };
  const supervisor = createSupervisor<IdCardReaderFault>({
    what: 'id card reader',
    open: options.open,
    timers: options.timers,
    log: options.log,
    serve: (link, alive) =>
      serveIdCardSession({
        link,
        timers: options.timers,
        log: options.log,
        emit: (next) => {
          if (alive()) report(next);
          // Asked again: whoever was told of the document may have stopped this reader.
          if (next.state === 'document' && alive()) {
            pictures.decode(next.photo, (picture) => state.set({ ...next, picture }));
          }
        },
        nextPresentation: () => (presentations += 1),
      }),
    onUnavailable: (fault, detail) => report({ state: 'unavailable', fault, detail }),
  });

  return {
    status: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    start() {
      if (supervisor.running()) return;
      state.set({ state: 'connecting' });
      supervisor.start();
    },
    async stop() {
      pictures.giveUp();
      await Promise.all([supervisor.stop(), pictures.ended()]);
    },
  };
}

/** Decodes beside the reader, for one document at a time: a library that hangs or fails costs the picture and nothing else. */
function createPictures({ decodePhoto, log }: IdCardReaderOptions) {
  let current: AbortController | undefined;
  let decodings: Promise<unknown> = Promise.resolve();
  return {
    giveUp(): void {
      current?.abort();
      current = undefined;
    },

    /** `show` is called at most once, and not after {@link giveUp}. */
    decode(photo: Uint8Array, show: (picture: Uint8Array) => void): void {
      if (decodePhoto === undefined || photo.length === 0) return;
      const run = new AbortController();
      current = run;
      const failed = (detail: string): void => log(`photo of the document not decoded: ${detail}`);
      const decoding = decodePhoto(photo, run.signal).then(
        (decoded) => {
          if (run.signal.aborted) return;
          if (decoded.ok) show(decoded.bmp);
          else failed(decoded.detail);
        },
        // The temporary folder, e.g. of a full disk: a picture is not worth more than a line in the log.
        (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
      );
      decodings = Promise.all([decodings, decoding]);
    },

    /** Resolves when no decoder runs any more. */
    ended: (): Promise<unknown> => decodings,
  };
}
