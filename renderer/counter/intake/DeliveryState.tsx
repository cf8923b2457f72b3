import type { CaseView } from '../../../main/contract/case.ts';
import { useLive } from '../../app/core.ts';
import { hallMinute } from '../../ui/hallMinute.ts';
import { Icon } from '../../ui/Icon.tsx';
import { intakeTexts } from './texts.ts';

const words = intakeTexts.delivery;

const looks = {
  waiting: { icon: 'clock', className: 'sheet delivery delivery-waiting' },
  delivered: { icon: 'cloud', className: 'sheet delivery delivery-delivered' },
  refused: { icon: 'stop', className: 'sheet delivery delivery-refused' },
} as const;

/** How the completed transaction fares on its way to the central system. */
export function DeliveryState({ delivery }: { readonly delivery: CaseView['delivery'] }) {
  const waiting = useLive((live) => live.outbox.waiting);
  if (delivery.state === 'none') return null;
  const { icon, className } = looks[delivery.state];
  return (
    <section className={className} aria-label={words.title} role="status">
      <Icon name={icon} size={24} />
      <div>
        <strong>{words[delivery.state]}</strong>
        <p className="number">
          {delivery.state === 'delivered' ? `${words.receipt} ` : ''}
          {delivery.detail}
        </p>
        {delivery.at ? <p className="number">{hallMinute(delivery.at)}</p> : null}
        {delivery.state === 'waiting' && waiting > 0 ? <p>{words.waitingCount(waiting)}</p> : null}
      </div>
    </section>
  );
}
