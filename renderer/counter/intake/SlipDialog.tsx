import type { SlipSummary } from '../../../main/contract/slip.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { IssuedSlip } from './IssuedSlip.tsx';

interface Props {
  readonly slip: SlipSummary;
  readonly onClose: () => void;
}

/** A slip, to look at. */
export function SlipDialog({ slip, onClose }: Props) {
  return (
    <Dialog
      title={slip.title}
      onClose={onClose}
      actions={<SheetButton of={{ kind: 'slip', slipNumber: slip.slipNumber }}>{sheetTexts.a4}</SheetButton>}
    >
      <div className="slip-shown">
        <IssuedSlip slipNumber={slip.slipNumber} />
      </div>
    </Dialog>
  );
}
