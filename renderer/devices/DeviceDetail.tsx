import { lazy, Suspense, useState } from 'react';
import type { Device } from '../../main/contract/device.ts';
import { deviceRoleTitles } from '../../main/domain/device/role.ts';
import { usePress } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { hallMinute } from '../ui/hallMinute.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DeviceLevel } from './DeviceList.tsx';
import { virtualSocketTitle } from './linkSettings.ts';
import { DeviceTest } from './DeviceTest.tsx';
import { DeviceTrace } from './DeviceTrace.tsx';
import { RemoveDevice } from './RemoveDevice.tsx';
import { deviceTexts as words } from './texts.ts';

const ChangeDeviceDialog = lazy(() =>
  import('./ChangeDeviceDialog.tsx').then(({ ChangeDeviceDialog }) => ({ default: ChangeDeviceDialog })),
);

/** One device: how it is, where it is, and everything that can be done with it. */
export function DeviceDetail({ device }: { readonly device: Device }) {
  const [over, setOver] = useState<'change' | 'remove' | null>(null);
  const { deviceId } = device;
  const prefer = usePress((client, requestId) => client.device.prefer({ requestId, deviceId }));
  const close = () => setOver(null);
  return (
    <section className="device" aria-label={device.name}>
      <header className="device-head">
        <h2>{device.name}</h2>
        <span className="devices-space" />
        {device.role === 'receipt-printer' && !device.preferred ? (
          <ActionButton kind="quiet" pending={prefer.pending} onPress={() => prefer.run()}>
            {words.prefer}
          </ActionButton>
        ) : null}
        <ActionButton onPress={() => setOver('change')}>{words.change}</ActionButton>
        <ActionButton kind="quiet" onPress={() => setOver('remove')}>
          {words.remove}
        </ActionButton>
      </header>
      <TroubleNotice trouble={prefer.trouble} />
      <DeviceState device={device} />
      <DeviceTest device={device} />
      {device.traceable ? <DeviceTrace device={device} /> : null}
      {over === 'remove' ? <RemoveDevice device={device} onClose={close} /> : null}
      <Suspense>{over === 'change' ? <ChangeDeviceDialog device={device} onClose={close} /> : null}</Suspense>
    </section>
  );
}

/** Where it is; a socket of the demonstration in the words of the dock. */
function placeIn({ driver, place }: Device): string {
  if (!('link' in driver) || driver.link.transport !== 'virtual') return place;
  return words.virtualPlace(virtualSocketTitle(driver.link.socket));
}

function DeviceState({ device }: { readonly device: Device }) {
  const { state, plugIdentity } = device;
  const facts = [
    [words.facts.role, deviceRoleTitles[device.role]],
    [words.facts.driver, device.driverTitle],
    [words.facts.place, placeIn(device)],
    [
      words.facts.plug,
      plugIdentity ? words.plug(plugIdentity.vendorId, plugIdentity.productId, plugIdentity.serialNumber) : '',
    ],
    [words.facts.detail, state.detail],
  ].filter(([, value]) => value);
  return (
    <>
      <div className={`device-state device-state-${state.level}`}>
        <DeviceLevel level={state.level} />
        <strong>{state.text}</strong>
        {device.since ? <small className="number">{words.since(hallMinute(device.since))}</small> : null}
        {state.advice ? <p>{state.advice}</p> : null}
      </div>
      <dl className="device-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
