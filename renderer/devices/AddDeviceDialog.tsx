import { useId, useState } from 'react';
import { deviceRoles, deviceRoleTitles } from '../../main/domain/device/role.ts';
import { driverNames, drivers, type DeviceDriver, type DriverName } from '../../main/domain/device/drivers/table.ts';
import { useLive } from '../app/core.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useFirstWrongField } from '../ui/useFirstWrongField.ts';
import { Choice } from './Choice.tsx';
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
      <DriverChoice
        driver={draft.driver}
        onChoose={(driver) => {
          setProblems({});
          setDraft(forDriver(draft, driver, names));
        }}
      />
      <DriverFields draft={draft} problems={problems} onChange={setDraft} />
      <TroubleNotice trouble={add.trouble} />
    </Dialog>
  );
}

/** Every driver under what its devices are for. */
const driverGroups = deviceRoles.map((role) => ({
  label: deviceRoleTitles[role],
  options: driverNames
    .filter((name) => drivers[name].role === role)
    .map((name) => ({ value: name, label: drivers[name].title })),
}));

interface DriverProps {
  readonly driver: DriverName;
  readonly onChoose: (driver: DriverName) => void;
}

function DriverChoice({ driver, onChoose }: DriverProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {words.driver}
      </label>
      <Choice
        id={id}
        aria-describedby={`${id}-help`}
        value={driver}
        options={driverGroups}
        onChange={(chosen) => {
          const found = driverNames.find((name) => name === chosen);
          if (found) onChoose(found);
        }}
      />
      <p className="field-help" id={`${id}-help`}>
        {words.driverHelp}
      </p>
    </div>
  );
}
