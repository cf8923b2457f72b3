import { useId } from 'react';
import type { Light } from '../../main/contract/live.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { useLive } from './core.ts';
import { appTexts } from './texts.ts';

const levelIcons = { ok: 'check', busy: 'busy', warn: 'warn', bad: 'stop' } as const satisfies Record<
  Light['level'],
  IconName
>;

const deviceIcons = {
  cardReader: 'card',
  idCardReader: 'person',
  scanner: 'scan',
  printer: 'printer',
  central: 'cloud',
  counter: 'clock',
} as const satisfies Record<string, IconName>;

/** The live lights: each says with a word, a sign and a colour how it is, and on hover or focus what to do about it. */
export function Lights() {
  const lights = useLive((live) => live.lights);
  return (
    <ul className="lights" aria-label={appTexts.lightsLabel}>
      <LightItem device="cardReader" light={lights.cardReader} />
      {lights.idCardReader ? <LightItem device="idCardReader" light={lights.idCardReader} /> : null}
      {lights.scanner ? <LightItem device="scanner" light={lights.scanner} /> : null}
      <LightItem device="printer" light={lights.printer} />
      <LightItem device="central" light={lights.central} />
      {lights.counter ? <LightItem device="counter" light={lights.counter} /> : null}
    </ul>
  );
}

function LightItem({ device, light }: { readonly device: keyof typeof deviceIcons; readonly light: Light }) {
  const tipId = useId();
  const name = appTexts.lights[device];
  // Most texts name the device themselves: it is not said twice.
  const named = light.text.includes(name);
  const sentence = `${named ? '' : `${name}：`}${light.text}${light.advice ? `，${light.advice}` : ''}`;
  const quiet = light.level === 'ok';
  return (
    <li className="tipped">
      <span
        className={`light light-${light.level}`}
        tabIndex={light.advice ? 0 : undefined}
        aria-describedby={light.advice ? tipId : undefined}
      >
        <Icon name={deviceIcons[device]} />
        {quiet || !named ? <span className="light-name">{name}</span> : null}
        <span className="light-dot">
          <Icon name={levelIcons[light.level]} size={16} />
          <span className="unseen">{appTexts.levels[light.level]}</span>
        </span>
        {quiet ? null : <span className="light-text number">{shortOf(light.text)}</span>}
      </span>
      <span className="tip" id={tipId}>
        {sentence}
      </span>
    </li>
  );
}

/** What is wrong, without which of several printers it is: that is in the sentence shown on pointing. */
function shortOf(text: string): string {
  return text.replace(/^[^：]*：/, '');
}
