import type { Visit } from '../../../main/contract/visit.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';

/** How the question to the central system stands, as long as it is not answered. */
export function LookUp({ visit: { lookUp, advice, person } }: { readonly visit: Visit }) {
  const again = usePress((client) => client.visit.lookUpAgain({}));
  switch (lookUp.state) {
    case 'found':
      return null;
    case 'looking':
      return (
        <p className="citizen-looking" role="status">
          <Icon name="busy" /> {counterTexts.lookUp.looking}
        </p>
      );
    default:
      return (
        <div className="alert alert-warning" role="note">
          <Icon name="warn" size={18} />
          <div>
            <strong>{counterTexts.lookUp[lookUp.state]}</strong>
            <p>{person ? counterTexts.lookUpBasis(person.centralAnswer?.at ?? null) : null}</p>
            {lookUp.message ? <p>{lookUp.message}</p> : null}
            {advice ? <p>{advice}</p> : null}
            <ActionButton pending={again.pending} onPress={() => again.run()}>
              {counterTexts.lookUpAgain}
            </ActionButton>
            <TroubleNotice trouble={again.trouble} />
          </div>
        </div>
      );
  }
}
