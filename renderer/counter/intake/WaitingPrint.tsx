import type { PrintJob } from '../../../main/contract/slip.ts';
import { appTexts } from '../../app/texts.ts';
import { usePress } from '../../app/useAct.ts';
import { useMovePrint } from '../../app/useMovePrint.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { intakeTexts } from './texts.ts';

/** What can be done with a print that waits or failed: give it to another printer, or give it up. */
export function WaitingPrint({ job }: { readonly job: PrintJob }) {
  const move = useMovePrint(job);
  const cancel = usePress((client, requestId) => client.slip.cancelPrint({ requestId, jobId: job.jobId }));
  return (
    <>
      {move.others.map(({ deviceId, name }) => (
        <ActionButton key={deviceId} kind="quiet" pending={move.pending} onPress={() => move.run(deviceId)}>
          {appTexts.printMove(name)}
        </ActionButton>
      ))}
      <ActionButton kind="quiet" pending={cancel.pending} onPress={() => cancel.run()}>
        {intakeTexts.cancelPrint}
      </ActionButton>
      <TroubleNotice trouble={move.trouble ?? cancel.trouble} />
    </>
  );
}
