import { useRef } from 'react';
import type { PrintJob } from '../../main/contract/slip.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useFocusHome } from '../ui/focusHome.ts';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { appTexts } from './texts.ts';
import { usePress } from './useAct.ts';

const words = appTexts.held;

/** Slips of citizens who have left: none comes out while somebody else stands there, unless the teller lets it. */
export function HeldSlips({ jobs }: { readonly jobs: readonly PrintJob[] }) {
  const strip = useRef<HTMLElement>(null);
  useFocusHome(strip);
  return (
    <section className="strip" aria-label={words.title(jobs.length)} ref={strip}>
      <Icon name="printer" size={20} />
      <strong>{words.title(jobs.length)}</strong>
      <ul className="held-slips">
        {jobs.map((job, at) => (
          <HeldSlip key={job.jobId} job={job} first={at === 0} />
        ))}
      </ul>
    </section>
  );
}

function HeldSlip({ job, first }: { readonly job: PrintJob; readonly first: boolean }) {
  const release = usePress((client, requestId) => client.slip.release({ requestId, jobId: job.jobId }));
  const cancel = usePress((client, requestId) => client.slip.cancelPrint({ requestId, jobId: job.jobId }));
  return (
    <li>
      <span>
        {job.maskedName}　{job.itemName}　<span className="number">{job.slipNumber}</span>
      </span>
      <ActionButton {...(first ? { hotkey: 'Alt+P' } : {})} pending={release.pending} onPress={() => release.run()}>
        {words.print}
      </ActionButton>
      <ActionButton kind="quiet" pending={cancel.pending} onPress={() => cancel.run()}>
        {appTexts.printCancel}
      </ActionButton>
      <TroubleNotice trouble={release.trouble ?? cancel.trouble} />
    </li>
  );
}
