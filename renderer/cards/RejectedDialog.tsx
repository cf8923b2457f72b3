import { useState } from 'react';
import { Input } from 'antd';
import { CARD_REASON_LENGTH, type CardOrderShown } from '../../main/contract/card.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { cardTexts as words } from './texts.ts';

interface Props {
  readonly order: CardOrderShown;
  /** Only tellers settle it. */
  readonly mayAct: boolean;
  readonly onClose: () => void;
}

/** A card that the producer sent back: made again in the batch of today, or not at all. */
export function RejectedDialog({ order, mayAct, onClose }: Props) {
  const announce = useAnnounce();
  const [note, setNote] = useState('');
  const settle = useAct(
    (client, again: boolean, requestId) =>
      client.card.settleRejected({ orderId: order.orderId, again, note: note.trim(), requestId }),
    () => {
      announce(words.settledSaid);
      onClose();
    },
  );
  const whyNot = mayAct ? (note.trim() === '' ? words.noteMissing : null) : words.notTeller;
  return (
    <Dialog
      title={words.settle}
      onClose={onClose}
      begin="field"
      actions={
        <>
          <ActionButton kind="danger" hotkey="F6" whyNot={whyNot} onPress={() => settle.run(false)}>
            {words.cancel}
          </ActionButton>
          <ActionButton
            kind="primary"
            hotkey="F8"
            pending={settle.pending}
            whyNot={whyNot}
            onPress={() => settle.run(true)}
          >
            {words.again}
          </ActionButton>
        </>
      }
    >
      <p>
        {order.citizen} <span className="number">{order.maskedIdNumber}</span> {order.kind}：{order.reason}
      </p>
      <label className="field-label" htmlFor="card-note">
        {words.note}
      </label>
      <Input
        id="card-note"
        value={note}
        maxLength={CARD_REASON_LENGTH}
        placeholder={words.notePlaceholder}
        autoComplete="off"
        onChange={({ target }) => setNote(target.value)}
      />
      <TroubleNotice trouble={settle.trouble} />
    </Dialog>
  );
}
