import type { CaseSummary } from '../../../main/contract/case.ts';
import { phases } from '../../../main/domain/case/phase.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { hallMinute } from '../../ui/hallMinute.ts';
import { LongNumber } from '../../ui/LongNumber.tsx';
import { counterTexts } from '../texts.ts';

const words = counterTexts.begunBefore;

interface Props {
  readonly earlier: CaseSummary;
  readonly pending: boolean;
  readonly onShow: () => void;
  readonly onBegin: () => void;
  readonly onClose: () => void;
}

/** Asks whether an item the citizen has had just now is meant once more; by habit the earlier case is opened. */
export function BegunBefore({ earlier, pending, onShow, onBegin, onClose }: Props) {
  return (
    <Dialog
      title={words.title(earlier.itemName)}
      onClose={onClose}
      actions={
        <>
          <ActionButton hotkey="Alt+N" pending={pending} onPress={onBegin}>
            {words.begin}
          </ActionButton>
          <ActionButton kind="primary" onPress={onShow}>
            {words.show}
          </ActionButton>
        </>
      }
    >
      <p>{words.which(phases[earlier.phase].title, hallMinute(earlier.changedAt))}</p>
      {earlier.caseNumber === null ? null : (
        <p>
          {words.number} <LongNumber value={earlier.caseNumber} />
        </p>
      )}
    </Dialog>
  );
}
