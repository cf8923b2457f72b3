import { useState } from 'react';
import { Checkbox, Input } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { CARD_REASON_LENGTH, type CardDesk, type CardOrderShown } from '../../main/contract/card.ts';
import { orderStates } from '../../main/domain/card/card.ts';
import { useClient } from '../app/core.ts';
import { troubleOfQuery, useAct, usePress, valueOf } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { cardTexts as words } from './texts.ts';

interface Props {
  readonly batch: CardDesk['batches'][number];
  /** Only tellers send and receive. */
  readonly mayAct: boolean;
  readonly onClose: () => void;
}

/** One batch with its cards: sent while it is open, received with what came back, or looked at. */
export function BatchDialog({ batch, mayAct, onClose }: Props) {
  const client = useClient();
  const list = useQuery({
    queryKey: ['card-batch', batch.batch],
    queryFn: async () => valueOf(await client.card.batch({ batch: batch.batch })).rows,
    gcTime: 0,
  });
  const rows = list.data ?? [];
  if (list.data && mayAct && batch.sentOn === null) return <Sending batch={batch} rows={rows} onClose={onClose} />;
  if (list.data && mayAct && batch.receivedOn === null)
    return <Receiving batch={batch} rows={rows} onClose={onClose} />;
  return (
    <Dialog title={words.batchTitle(batch.batch)} onClose={onClose} wide>
      <TroubleNotice trouble={troubleOfQuery(list.error)} />
      <Cards rows={rows} />
    </Dialog>
  );
}

interface ListedProps extends Pick<Props, 'batch' | 'onClose'> {
  readonly rows: readonly CardOrderShown[];
}

function Sending({ batch: { batch, cards }, rows, onClose }: ListedProps) {
  const announce = useAnnounce();
  const send = usePress(
    (client, requestId) => client.card.send({ batch, requestId }),
    () => {
      announce(words.sentSaid(batch));
      onClose();
    },
  );
  return (
    <Dialog
      title={words.batchTitle(batch)}
      onClose={onClose}
      wide
      actions={
        <ActionButton kind="primary" hotkey="F8" pending={send.pending} onPress={() => send.run()}>
          {words.send}
        </ActionButton>
      }
    >
      <p>{words.sendAbout(cards)}</p>
      <Cards rows={rows} />
      <TroubleNotice trouble={send.trouble} />
    </Dialog>
  );
}

function Receiving({ batch: { batch }, rows, onClose }: ListedProps) {
  const announce = useAnnounce();
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const made = rows.filter(({ state }) => state === 'ordered');
  const rejected = [...reasons].map(([orderId, reason]) => ({ orderId, reason: reason.trim() }));
  const receive = useAct(
    (client, _: null, requestId) => client.card.receive({ batch, rejected, requestId }),
    () => {
      announce(words.receivedSaid(batch));
      onClose();
    },
  );
  const lacking = rejected.some(({ reason }) => reason === '');
  return (
    <Dialog
      title={words.batchTitle(batch)}
      onClose={onClose}
      wide
      actions={
        <ActionButton
          kind="primary"
          hotkey="F8"
          pending={receive.pending}
          whyNot={lacking ? words.reasonMissing : null}
          onPress={() => receive.run(null)}
        >
          {words.receive}
        </ActionButton>
      }
    >
      <p>{words.receiveAbout}</p>
      <p className="note">{words.receiveCount(made.length - rejected.length, rejected.length)}</p>
      <Counted made={made} reasons={reasons} onReasons={setReasons} />
      <TroubleNotice trouble={receive.trouble} />
    </Dialog>
  );
}

interface CountedProps {
  readonly made: readonly CardOrderShown[];
  /** Of those that came back, by the id of the order. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly onReasons: (reasons: ReadonlyMap<string, string>) => void;
}

function Counted({ made, reasons, onReasons }: CountedProps) {
  const tick = (orderId: string, on: boolean) => {
    const next = new Map(reasons);
    if (on) next.set(orderId, '');
    else next.delete(orderId);
    onReasons(next);
  };
  return (
    <ul className="card-list">
      {made.map(({ orderId, citizen, maskedIdNumber, kind }) => (
        <li key={orderId}>
          <Checkbox
            checked={reasons.has(orderId)}
            aria-label={words.isRejected(citizen, maskedIdNumber)}
            onChange={({ target }) => tick(orderId, target.checked)}
          >
            {citizen} <span className="number">{maskedIdNumber}</span> {kind}
          </Checkbox>
          {reasons.has(orderId) ? (
            <Input
              value={reasons.get(orderId) ?? ''}
              maxLength={CARD_REASON_LENGTH}
              placeholder={words.reasonPlaceholder}
              aria-label={words.reasonOf(citizen, maskedIdNumber)}
              onChange={({ target }) => onReasons(new Map(reasons).set(orderId, target.value))}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Cards({ rows }: Pick<ListedProps, 'rows'>) {
  return (
    <ul className="card-list">
      {rows.map(({ orderId, citizen, maskedIdNumber, kind, insured, state, reason }) => (
        <li key={orderId}>
          {citizen} <span className="number">{maskedIdNumber}</span> {kind}（{insured}）{orderStates[state]}
          {reason === null ? '' : `：${reason}`}
        </li>
      ))}
    </ul>
  );
}
