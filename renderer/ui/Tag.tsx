import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

/** What a tag's colour says; the words in it say the same. */
export type Tone = 'plain' | 'good' | 'wait' | 'bad' | 'brand' | 'over';

/** A short word about a state. */
export function Tag({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`}>
      {icon ? <Icon name={icon} size={14} /> : null}
      {children}
    </span>
  );
}
