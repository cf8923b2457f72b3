import { useRef } from 'react';
import type { PrintJob } from '../../main/contract/slip.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useFocusHome } from '../ui/focusHome.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLive } from './core.ts';
import { HeldSlips } from './HeldSlips.tsx';
import { appTexts } from './texts.ts';
import { useAct, usePress } from './useAct.ts';
import { useMovePrint } from './useMovePrint.ts';

/** Prints that need the teller: first those nobody can tell about, one at a time, then those that failed, then held ones. */
export function PrintStrip() {
  const printing = useLive((live) => live.printing);
  const unknown = printing.filter(({ state }) => state === 'unknown');
  const failed = printing.filter(({ state }) => state === 'failed');
  const [question] = unknown;
  const [broken] = failed;
  if (question) return <UnknownStrip key={question.jobId} job={question} more={unknown.length - 1} />;
  if (broken) return <FailedStrip key={broken.jobId} job={broken} more={failed.length - 1} />;
  const held = printing.filter((job) => job.held);
  return held.length > 0 ? <HeldSlips jobs={held} /> : null;
}

function UnknownStrip({ job, more }: { readonly job: PrintJob; readonly more: number }) {
  const settle = useAct((client, cameOut: boolean, requestId) =>
    client.slip.settleUnknown({ requestId, jobId: job.jobId, cameOut }),
  );
  const strip = useRef<HTMLElement>(null);
  useFocusHome(strip);
  // The bare letters answer too, but never while somebody types a word.
  const answerByLetter = (cameOut: boolean) => {
    if (!isTyping()) settle.run(cameOut);
  };
  useHotkey('y', () => answerByLetter(true));
  useHotkey('n', () => answerByLetter(false));
  return (
    <section className="strip" aria-label={appTexts.printUnknown(job.slipNumber)} ref={strip}>
      <Icon name="printer" size={20} />
      <strong className="number">{appTexts.printUnknown(job.slipNumber)}</strong>
      <WhereAndWhy job={job} />
      <ActionButton hotkey="Alt+Y" pending={settle.pending} onPress={() => settle.run(true)}>
        {appTexts.printUnknownYes}
      </ActionButton>
      <ActionButton hotkey="Alt+N" pending={settle.pending} onPress={() => settle.run(false)}>
        {appTexts.printUnknownNo}
      </ActionButton>
      {more > 0 ? <span>{appTexts.printUnknownMore(more)}</span> : null}
      <TroubleNotice trouble={settle.trouble} />
    </section>
  );
}

function FailedStrip({ job, more }: { readonly job: PrintJob; readonly more: number }) {
  const again = usePress((client, requestId) => client.slip.printAgain({ requestId, jobId: job.jobId }));
  const cancel = usePress((client, requestId) => client.slip.cancelPrint({ requestId, jobId: job.jobId }));
  const move = useMovePrint(job);
  const strip = useRef<HTMLElement>(null);
  useFocusHome(strip);
  return (
    <section className="strip" aria-label={appTexts.printFailed(job.slipNumber)} ref={strip}>
      <Icon name="printer" size={20} />
      <strong className="number">{appTexts.printFailed(job.slipNumber)}</strong>
      <WhereAndWhy job={job} />
      <ActionButton hotkey="Alt+P" pending={again.pending} onPress={() => again.run()}>
        {appTexts.printAgain}
      </ActionButton>
      {move.others.map(({ deviceId, name }) => (
        <ActionButton key={deviceId} pending={move.pending} onPress={() => move.run(deviceId)}>
          {appTexts.printMove(name)}
        </ActionButton>
      ))}
      <ActionButton kind="quiet" pending={cancel.pending} onPress={() => cancel.run()}>
        {appTexts.printCancel}
      </ActionButton>
      {more > 0 ? <span>{appTexts.printFailedMore(more)}</span> : null}
      <TroubleNotice trouble={again.trouble ?? move.trouble ?? cancel.trouble} />
    </section>
  );
}

/** Which printer it was, where there are several, and what it said. */
function WhereAndWhy({ job }: { readonly job: PrintJob }) {
  const several = useLive((live) => live.printers.length > 1);
  const words = [several ? job.printer : '', job.detail].filter(Boolean);
  return words.length > 0 ? <span>{words.join('：')}</span> : null;
}

function isTyping(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
}
