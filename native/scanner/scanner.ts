import type { DeviceFault } from '../../main/domain/device/faults.ts';
import { bugReport } from '../bugReport.ts';
import type { ByteLink, OpenLink } from '../transport/port.ts';
import { createStateCell } from '../transport/stateCell.ts';
import { createSupervisor, type ConnectionEnd } from '../transport/supervisor.ts';
import { createSignal } from '../../main/domain/signal.ts';
import type { Timers } from '../../main/domain/time.ts';
import type { Scanner, ScannerStatus } from './port.ts';
import { createRepeatFilter } from '../../main/domain/scan/reading.ts';
import { createScanFrame } from './scanFrame.ts';

/** What a supervised scanner on a line is made of. */
export interface ScannerOptions {
  readonly open: OpenLink;
  /** Silent milliseconds that end a code without a suffix. */
  readonly gapMs: number;
  readonly timers: Timers;
  /** Lines for the technician; never what was scanned. */
  readonly log: (line: string) => void;
}

/**
 * A scanner says nothing by itself, so a line that stayed open so long counts as one that works: after its end it is tried
 * again soon.
 */
const STEADY_MS = 5_000;

/**
 * A supervised scanner on a serial or TCP line: connects, and connects again after any fault. `ready` means that the line is
 * open: whether a scanner hangs on it shows with its first code.
 */
export function createScanner(options: ScannerOptions): Scanner {
  const { timers, log } = options;
  const state = createStateCell<ScannerStatus>({ state: 'connecting' }, bugReport(log));
  const codes = createSignal<string>(bugReport(log));
  // Over reconnections too: a cable that flickers in the middle of two triggers makes no second scan.
  const isFresh = createRepeatFilter();

  function report(scanned: readonly string[]): void {
    for (const code of scanned) if (isFresh(code, timers.running())) codes.emit(code);
  }

  async function serve(link: ByteLink, alive: () => boolean): Promise<ConnectionEnd<DeviceFault>> {
    const frame = createScanFrame();
    const openedAt = timers.running();
    let heard = false;
    let cancelGap: () => void = () => undefined;

    const waitForGap = (): void => {
      const due = timers.running() + options.gapMs;
      cancelGap = timers.after(options.gapMs, () => {
        // A timer this late means that the program was busy: bytes may wait to be read, so the silence is not proven.
        if (timers.running() - due >= options.gapMs) waitForGap();
        else if (alive()) report(frame.silence());
      });
    };

    const forget = link.onData((bytes) => {
      if (!alive()) return;
      heard = true;
      cancelGap();
      report(frame.take(bytes));
      if (frame.pending()) waitForGap();
    });
    if (alive()) {
      log(`scanner on ${link.name}: line open`);
      state.set({ state: 'ready' });
    }
    return new Promise((resolve) => {
      link.onEnd((end) => {
        // What was under way is cut off: half a code is no code.
        cancelGap();
        forget();
        const identified = heard || timers.running() - openedAt >= STEADY_MS;
        resolve({ fault: 'cable-lost', detail: end.kind === 'lost' ? end.detail : 'link closed', identified });
      });
    });
  }

  const supervisor = createSupervisor<DeviceFault>({
    what: 'scanner',
    open: options.open,
    timers,
    log,
    serve,
    onUnavailable: (fault, detail) => state.set({ state: 'unavailable', fault, detail }),
  });

  return {
    status: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    onCode: (listener) => codes.subscribe(listener),
    start() {
      if (supervisor.running()) return;
      state.set({ state: 'connecting' });
      supervisor.start();
    },
    stop: () => supervisor.stop(),
  };
}
