import { Tooltip } from 'antd';
import type { Light } from '../../main/contract/live.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { useLive } from './core.ts';
import { appTexts } from './texts.ts';

const levelIcons = { ok: 'check', busy: 'busy', warn: 'warn', bad: 'stop' } as const satisfies Record<
  Light['level'],
  IconName
>;

const deviceIcons = { cardReader: 'card', printer: 'printer', central: 'cloud' } as const;

/** The live lights: each says with a word, a sign and a colour how it is, and on hover or focus what to do about it. */
export function Lights() {
  const lights = useLive((live) => live.lights);
  const waiting = useLive((live) => live.outbox.waiting);
  return (
    <ul className="lights" aria-label={appTexts.lightsLabel}>
      <LightItem device="cardReader" light={lights.cardReader} />
      <LightItem device="printer" light={lights.printer} />
      <LightItem device="central" light={lights.central} more={waiting > 0 ? appTexts.waitingCount(waiting) : ''} />
    </ul>
  );
}

interface ItemProps {
  readonly device: keyof typeof deviceIcons;
  readonly light: Light;
  readonly more?: string;
}

function LightItem({ device, light, more = '' }: ItemProps) {
  const name = appTexts.lights[device];
  const sentence = [`${name}：${light.text}`, more, light.advice].filter(Boolean).join('，');
  return (
    <li>
      <Tooltip title={sentence} placement="bottom">
        <span className={`light light-${light.level}`} tabIndex={light.advice ? 0 : undefined}>
          <Icon name={deviceIcons[device]} />
          <span className="light-name">{name}</span>
          <span className="light-dot">
            <Icon name={levelIcons[light.level]} size={16} />
            <span className="unseen">{appTexts.levels[light.level]}</span>
          </span>
          {light.level === 'ok' ? (
            <span className="unseen">{light.text}</span>
          ) : (
            <span className="light-text">{light.text}</span>
          )}
          {more ? <span className="light-text number">{more}</span> : null}
          {light.advice ? <span className="unseen">{light.advice}</span> : null}
        </span>
      </Tooltip>
    </li>
  );
}
