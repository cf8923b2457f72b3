import type { Light } from '../../main/domain/calendar/light.ts';
import { Tag, type Tone } from './Tag.tsx';
import { uiTexts } from './texts.ts';

const tones = { black: 'over', red: 'bad', yellow: 'wait' } as const satisfies Record<Exclude<Light, 'green'>, Tone>;

/** How near the end of a limit is, in a word and its colour; nothing while there is time, or where none runs. */
export function LightTag({ light }: { readonly light: Light | null }) {
  if (light === null || light === 'green') return null;
  return <Tag tone={tones[light]}>{uiTexts.lights[light]}</Tag>;
}
