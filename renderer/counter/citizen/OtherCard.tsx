import { useState } from 'react';
import type { Visit } from '../../../main/contract/visit.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';

const words = counterTexts.otherCard;

interface Props {
  readonly other: NonNullable<Visit['otherCard']>;
  /** Name of the citizen being served. */
  readonly present: string;
}

/** Another card or ID card is on its reader: the teller decides, nothing is switched silently. Gone by itself when the card is. */
export function OtherCard({ other, present }: Props) {
  const [staying, setStaying] = useState('');
  const change = usePress((client, requestId) => client.visit.switchToOtherCard({ requestId }));
  if (staying === other.maskedNumber) return null;
  const stay = () => setStaying(other.maskedNumber);
  return (
    <Dialog
      title={words.title[other.kind]}
      onClose={stay}
      actions={
        <>
          <ActionButton kind="danger" pending={change.pending} onPress={() => change.run()}>
            {words.switch[other.kind]}
          </ActionButton>
          <ActionButton kind="primary" onPress={stay}>
            {words.stay}
          </ActionButton>
        </>
      }
    >
      <p>
        {words.body[other.kind](other.maskedName, other.maskedNumber)}
        <strong>{present}</strong>。
      </p>
      <p>{words.ask}</p>
      <TroubleNotice trouble={change.trouble} />
    </Dialog>
  );
}
