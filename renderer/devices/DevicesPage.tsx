import './devices.css';
import { lazy, Suspense, useState } from 'react';
import { useLive } from '../app/core.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { DeviceDetail } from './DeviceDetail.tsx';
import { DeviceList } from './DeviceList.tsx';
import type { BegunForm } from './found.ts';
import { deviceTexts as words } from './texts.ts';

const DetectionDialog = lazy(() =>
  import('./DetectionDialog.tsx').then(({ DetectionDialog }) => ({ default: DetectionDialog })),
);
const AddDeviceDialog = lazy(() =>
  import('./AddDeviceDialog.tsx').then(({ AddDeviceDialog }) => ({ default: AddDeviceDialog })),
);

/** What is open over the page: looking for devices, or a form that may already be filled in. */
type Over = { readonly kind: 'detection' } | { readonly kind: 'form'; readonly begun: BegunForm | null };

/** Every device of this counter: how it is, what can be done with it, and how another one is added. */
export function DevicesPage() {
  const devices = useLive((live) => live.devices);
  const [chosen, choose] = useState<string | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const close = () => setOver(null);
  const added = (deviceId: string) => {
    choose(deviceId);
    close();
  };
  const shown = devices.find(({ deviceId }) => deviceId === chosen) ?? devices[0];
  return (
    <main className="devices" tabIndex={-1} data-home>
      <header>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <span className="devices-space" />
        <ActionButton onPress={() => setOver({ kind: 'form', begun: null })}>{words.addByHand}</ActionButton>
        <ActionButton hotkey="Alt+S" kind={shown ? 'normal' : 'primary'} onPress={() => setOver({ kind: 'detection' })}>
          {words.detect}
        </ActionButton>
      </header>
      {shown ? (
        <div className="devices-body">
          <DeviceList devices={devices} chosen={shown.deviceId} onChoose={choose} />
          <DeviceDetail key={shown.deviceId} device={shown} />
        </div>
      ) : (
        <div className="devices-none">
          <strong>{words.none}</strong>
          <p>{words.noneHint}</p>
        </div>
      )}
      <Suspense>
        {over?.kind === 'detection' ? (
          <DetectionDialog onAdded={added} onByHand={(begun) => setOver({ kind: 'form', begun })} onClose={close} />
        ) : null}
        {over?.kind === 'form' ? <AddDeviceDialog begun={over.begun} onAdded={added} onClose={close} /> : null}
      </Suspense>
    </main>
  );
}
