import { useState } from 'react';
import type { Device } from '../../main/contract/device.ts';
import { useLive } from '../app/core.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useFirstWrongField } from '../ui/useFirstWrongField.ts';
import { draftOf, readDraft } from './deviceDraft.ts';
import { DriverFields } from './DriverFields.tsx';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.form;

/** Name and settings of a device that is set up already. */
export function ChangeDeviceDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const others = useLive((live) => live.devices).filter(({ deviceId }) => deviceId !== device.deviceId);
  const [draft, setDraft] = useState(() => draftOf(device.name, device.driver));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const change = useAct(
    (client, ready: Pick<Device, 'name' | 'driver'>, requestId) =>
      client.device.change({
        requestId,
        deviceId: device.deviceId,
        name: ready.name,
        driver: ready.driver,
        plugIdentity: device.plugIdentity,
      }),
    onClose,
  );
  useFirstWrongField(problems);
  const submit = () => {
    const names = others.map(({ name }) => name);
    const reading = readDraft(draft, names);
    setProblems(reading.ok ? {} : reading.problems);
    if (reading.ok) change.run(reading);
  };
  return (
    <Dialog
      begin="field"
      title={words.change(device.name)}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>{words.cancel}</ActionButton>
          <ActionButton kind="primary" pending={change.pending} onPress={submit}>
            {words.save}
          </ActionButton>
        </>
      }
    >
      <DriverFields draft={draft} problems={problems} onChange={setDraft} />
      <TroubleNotice trouble={change.trouble} />
    </Dialog>
  );
}
