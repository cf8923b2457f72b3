import type { SlipSummary } from '../../../main/contract/slip.ts';
import { usePress } from '../../app/useAct.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { IssuedSlip } from './IssuedSlip.tsx';
import { intakeTexts } from './texts.ts';

interface Props {
  readonly slip: SlipSummary;
  readonly onClose: () => void;
}

/** A slip, to look at. */
export function SlipDialog({ slip: { slipNumber, title }, onClose }: Props) {
  const reprint = usePress((client, requestId) => client.slip.reprint({ requestId, slipNumber }), onClose);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <SheetButton of={{ kind: 'slip', slipNumber }}>{sheetTexts.a4}</SheetButton>
          <ActionButton kind="primary" pending={reprint.pending} onPress={() => reprint.run()}>
            {intakeTexts.reprint}
          </ActionButton>
        </>
      }
    >
      <div className="slip-shown">
        <IssuedSlip slipNumber={slipNumber} />
      </div>
      <TroubleNotice trouble={reprint.trouble} />
    </Dialog>
  );
}
