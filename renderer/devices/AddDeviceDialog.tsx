import { useState } from 'react';
import { deviceRoles, deviceRoleTitles } from '../../main/domain/device/role.ts';
import { driverNames, drivers, type DeviceDriver } from '../../main/domain/device/drivers/table.ts';
import { useLive } from '../app/core.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useFirstWrongField } from '../ui/useFirstWrongField.ts';
import { freshDraft, readDraft } from './deviceDraft.ts';
import { DriverFields } from './DriverFields.tsx';
import { forDriver, identityOf, nameFor, type BegunForm } from './found.ts';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.form;

interface Props {
  /** What a detection knows already; null begins with an empty form. */
  readonly begun: BegunForm | null;
  readonly onAdded: (deviceId: string) => void;
  readonly onClose: () => void;
}

/** A device added by hand: its driver is chosen, its settings are filled in. */
export function AddDeviceDialog({ begun, onAdded, onClose }: Props) {
  const names = useLive((live) => live.devices).map(({ name }) => name);
  const [draft, setDraft] = useState(() => begun?.draft ?? freshDraft(nameFor('serial-ccid', names), 'serial-ccid'));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const add = useAct(
    (client, ready: { readonly name: string; readonly driver: DeviceDriver }, requestId) =>
      client.device.add({
        requestId,
        name: ready.name,
        driver: ready.driver,
        plugIdentity: identityOf(begun, draft),
      }),
    ({ deviceId }) => onAdded(deviceId),
  );
  useFirstWrongField(problems);
  const submit = () => {
    const reading = readDraft(draft, names);
    setProblems(reading.ok ? {} : reading.problems);
    if (reading.ok) add.run(reading);
  };
  return (
    <Dialog
      begin="field"
      title={words.add}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>{words.cancel}</ActionButton>
          <ActionButton kind="primary" pending={add.pending} onPress={submit}>
            {words.addNow}
          </ActionButton>
        </>
      }
    >
      <label className="field">
        <span className="field-label">{words.driver}</span>
        <select
          value={draft.driver}
          onChange={(event) => {
            const driver = driverNames.find((name) => name === event.target.value);
            if (!driver) return;
            setProblems({});
            setDraft(forDriver(draft, driver, names));
          }}
        >
          {deviceRoles.map((role) => (
            <optgroup key={role} label={deviceRoleTitles[role]}>
              {driverNames
                .filter((name) => drivers[name].role === role)
                .map((name) => (
                  <option key={name} value={name}>
                    {drivers[name].title}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <span className="field-help">{words.driverHelp}</span>
      </label>
      <DriverFields draft={draft} problems={problems} onChange={setDraft} />
      <TroubleNotice trouble={add.trouble} />
    </Dialog>
  );
}
