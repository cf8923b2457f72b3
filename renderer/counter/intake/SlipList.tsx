import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { PrintJob, SlipSummary } from '../../../main/contract/slip.ts';
import { hallTimeOfDay } from '../../../main/domain/calendar/hallTime.ts';
import { useLive } from '../../app/core.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { intakeTexts } from './texts.ts';
import { WaitingPrint } from './WaitingPrint.tsx';

const SlipDialog = lazy(() => import('./SlipDialog.tsx').then(({ SlipDialog }) => ({ default: SlipDialog })));

const tones = {
  queued: 'wait',
  printing: 'wait',
  printed: 'good',
  failed: 'bad',
  unknown: 'wait',
  cancelled: 'plain',
} as const satisfies Record<PrintJob['state'], Tone>;

interface Props {
  readonly slips: readonly SlipSummary[];
  /** The papers may be seen and printed again; a slip names its citizen in full. */
  readonly inFull: boolean;
  /** They are only read: printing is the work of the window. */
  readonly readOnly?: boolean;
}

/** The slips of a case, and how each print of them went. */
export function SlipList({ slips, inFull, readOnly = false }: Props) {
  const [shown, setShown] = useState<SlipSummary | null>(null);
  return (
    <section className="sheet" aria-label={intakeTexts.slips}>
      <h2>{intakeTexts.slips}</h2>
      <ul className="slips">
        {slips.map((slip) => (
          <SlipRow key={slip.slipNumber} slip={slip}>
            {inFull ? <SlipButtons slip={slip} readOnly={readOnly} onView={() => setShown(slip)} /> : null}
          </SlipRow>
        ))}
      </ul>
      {shown ? (
        <Suspense>
          <SlipDialog slip={shown} onClose={() => setShown(null)} />
        </Suspense>
      ) : null}
    </section>
  );
}

function SlipRow({ slip, children }: { readonly slip: SlipSummary; readonly children: ReactNode }) {
  const last = useLastPrint(slip);
  const preferred = useLive((live) => live.printers[0]?.name);
  return (
    <li className="slip-row">
      <Icon name="doc" size={22} />
      <div className="slip-text">
        <strong>{slip.title}</strong>
        <span className="number">
          {slip.slipNumber}　{hallTimeOfDay(slip.issuedAt)}
        </span>
        {last?.printer && last.printer !== preferred ? <span className="slip-printer">{last.printer}</span> : null}
      </div>
      {slip.voided ? <Tag tone="bad">{intakeTexts.voided}</Tag> : null}
      {last && !slip.voided ? (
        <div className="slip-state">
          <Tag tone={tones[last.state]} icon="printer">
            {last.copy > 0 ? `${intakeTexts.copyMark(last.copy)} ` : ''}
            {intakeTexts.printStates[last.state]}
          </Tag>
          {last.detail ? <small>{last.detail}</small> : null}
        </div>
      ) : null}
      {children}
    </li>
  );
}

interface SlipButtonsProps {
  readonly slip: SlipSummary;
  readonly readOnly: boolean;
  readonly onView: () => void;
}

/** What can be done with a slip. */
function SlipButtons({ slip, readOnly, onView }: SlipButtonsProps) {
  const last = useLastPrint(slip);
  const reprint = usePress((client, requestId) => client.slip.reprint({ requestId, slipNumber: slip.slipNumber }));
  const waiting = last && (last.state === 'queued' || last.state === 'failed') ? last : null;
  return (
    <>
      <ActionButton kind="quiet" onPress={onView}>
        {intakeTexts.slipView}
      </ActionButton>
      {slip.voided || readOnly ? null : waiting ? (
        <WaitingPrint key={waiting.jobId} job={waiting} />
      ) : (
        <ActionButton kind="quiet" pending={reprint.pending} onPress={() => reprint.run()}>
          {intakeTexts.reprint}
        </ActionButton>
      )}
      <TroubleNotice trouble={reprint.trouble} />
    </>
  );
}

/** The latest print of a slip: the live one where there is one, else as the case knew it. */
function useLastPrint(slip: SlipSummary): PrintJob | undefined {
  const printing = useLive((live) => live.printing);
  const jobs = new Map(slip.prints.map((job) => [job.jobId, job]));
  for (const job of printing) if (job.slipNumber === slip.slipNumber) jobs.set(job.jobId, job);
  return [...jobs.values()].sort((one, other) => one.copy - other.copy || one.at.localeCompare(other.at)).at(-1);
}
