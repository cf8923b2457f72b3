import type { ReactNode } from 'react';
import { hallTimeOfDay } from '../../../main/domain/calendar/hallTime.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { intakeTexts } from './texts.ts';

/** When something was said or seen, as the hall's clock shows it. */
export function MaterialClock({ at }: { readonly at: string }) {
  return <span className="number material-time">{hallTimeOfDay(at)}</span>;
}

interface LineProps {
  readonly look: 'there' | 'pending' | 'missing';
  readonly icon: IconName;
  readonly name: string;
  /** A system supplies it: the citizen need not bring it. */
  readonly fetched?: boolean;
  readonly children: ReactNode;
}

/** A material that nobody ticks: its mark, its name and what is to be said of it. */
export function MaterialLine({ look, icon, name, fetched = false, children }: LineProps) {
  return (
    <li className={`material material-${look}`}>
      <span className="material-mark">
        <Icon name={icon} size={18} />
      </span>
      <div className="material-text">
        <div className="material-name">
          {name} {fetched ? <small>{intakeTexts.fromSystem}</small> : null}
        </div>
        <p>{children}</p>
      </div>
    </li>
  );
}
