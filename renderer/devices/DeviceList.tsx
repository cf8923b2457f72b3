import type { Device } from '../../main/contract/device.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { deviceTexts as words } from './texts.ts';

const roleIcons = {
  'card-reader': 'card',
  'id-card-reader': 'person',
  scanner: 'scan',
  'receipt-printer': 'printer',
  'a4-printer': 'doc',
} as const satisfies Record<Device['role'], IconName>;

const levelTones = { ok: 'good', busy: 'brand', warn: 'wait', bad: 'bad' } as const satisfies Record<
  Device['state']['level'],
  Tone
>;
const levelIcons = { ok: 'check', busy: 'busy', warn: 'warn', bad: 'stop' } as const satisfies Record<
  Device['state']['level'],
  IconName
>;

/** How a device is, as a word with a sign and a colour. */
export function DeviceLevel({ level }: { readonly level: Device['state']['level'] }) {
  return (
    <Tag tone={levelTones[level]} icon={levelIcons[level]}>
      {words.levels[level]}
    </Tag>
  );
}

interface Props {
  readonly devices: readonly Device[];
  readonly chosen: string;
  readonly onChoose: (deviceId: string) => void;
}

/** All devices; one of them is shown beside the list. */
export function DeviceList({ devices, chosen, onChoose }: Props) {
  return (
    <ul className="device-list" aria-label={words.list}>
      {devices.map((device) => (
        <li key={device.deviceId}>
          <button
            type="button"
            className="device-row"
            aria-current={device.deviceId === chosen ? 'true' : undefined}
            onClick={() => onChoose(device.deviceId)}
          >
            <Icon name={roleIcons[device.role]} size={24} />
            <strong>{device.name}</strong>
            <span className="device-row-state">
              {device.preferred ? <Tag tone="brand">{words.preferred}</Tag> : null}
              {device.tracing ? <Tag tone="wait">{words.tracing}</Tag> : null}
              <DeviceLevel level={device.state.level} />
            </span>
            <span className="device-row-text">{device.state.text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
