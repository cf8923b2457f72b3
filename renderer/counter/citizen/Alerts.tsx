import type { PersonPanel } from '../../../main/contract/visit.ts';
import { Icon } from '../../ui/Icon.tsx';

/** What the teller must know before anything else, in plain words. */
export function Alerts({ alerts }: { readonly alerts: PersonPanel['alerts'] }) {
  return alerts.map((alert) => (
    <div key={`${alert.title} ${alert.detail}`} className={`alert alert-${alert.level}`} role="note">
      <Icon name={alert.level === 'error' ? 'stop' : 'warn'} size={20} />
      <div>
        <strong>{alert.title}</strong>
        {alert.detail ? <p>{alert.detail}</p> : null}
      </div>
    </div>
  ));
}
