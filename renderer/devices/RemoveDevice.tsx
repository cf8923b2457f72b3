import type { Device } from '../../main/contract/device.ts';
import { usePress } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.removeQuestion;

/** Asked before a device is taken off the counter. */
export function RemoveDevice({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const remove = usePress(
    (client, requestId) => client.device.remove({ requestId, deviceId: device.deviceId }),
    onClose,
  );
  return (
    <Dialog
      title={words.title(device.name)}
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="danger" pending={remove.pending} onPress={() => remove.run()}>
            {words.yes}
          </ActionButton>
          <ActionButton kind="primary" onPress={onClose}>
            {words.no}
          </ActionButton>
        </>
      }
    >
      <p>{words.body}</p>
      <TroubleNotice trouble={remove.trouble} />
    </Dialog>
  );
}
