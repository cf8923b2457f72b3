import type { Visit } from '../../../main/contract/visit.ts';
import { hallTimeOfDay } from '../../../main/domain/calendar/hallTime.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';

const words = counterTexts.identity;

interface Props {
  readonly visitId: string;
  readonly identity: NonNullable<Visit['identity']>;
}

/** Whether who is at the counter is proved; where it is not, one key says that the original document was compared. */
export function IdentityCheck({ visitId, identity: { gap, checkedBy } }: Props) {
  const check = usePress((client, requestId) => client.visit.checkIdentity({ requestId, visitId }));
  if (checkedBy) {
    return (
      <Tag tone="good" icon="check">
        {words.checked(checkedBy.name, hallTimeOfDay(checkedBy.at))}
      </Tag>
    );
  }
  if (gap === null) return null;
  return (
    <div className={`alert alert-${gap === 'card-lost' ? 'error' : 'warning'}`} role="note">
      <Icon name="warn" size={20} />
      <div>
        <strong>{words.toCheck}</strong>
        <p>{words.gaps[gap]}</p>
        <ActionButton hotkey="F5" pending={check.pending} onPress={() => check.run()}>
          {words.check}
        </ActionButton>
        <TroubleNotice trouble={check.trouble} />
      </div>
    </div>
  );
}
