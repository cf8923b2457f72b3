import './cards.css';
import { useState } from 'react';
import type { TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { CardDesk, CardOrderShown } from '../../main/contract/card.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { useClient } from '../app/core.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, valueOf } from '../app/useAct.ts';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { Narrow } from '../ui/Narrow.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { BatchDialog } from './BatchDialog.tsx';
import { RejectedDialog } from './RejectedDialog.tsx';
import { cardTexts as words } from './texts.ts';

type View = 'batches' | 'rejected' | 'stock';
const views = ['batches', 'rejected', 'stock'] as const satisfies readonly View[];
type Batch = CardDesk['batches'][number];

/** The card business: what is made, what came back from the producer, what waits to be collected. */
export function CardsPage({ role }: { readonly role: Role }) {
  const client = useClient();
  const [view, setView] = useState<View>('batches');
  const [batch, openBatch] = useState<Batch | null>(null);
  const [rejected, openRejected] = useState<CardOrderShown | null>(null);
  const desk = useQuery({
    queryKey: ['cards'],
    queryFn: async () => valueOf(await client.card.view({})),
    gcTime: 0,
  });
  const found = desk.data;
  const close = () => {
    openBatch(null);
    openRejected(null);
    void desk.refetch();
  };
  return (
    <Page way="back" title={words.title} intro={words.intro} titleFocus>
      <TroubleNotice trouble={troubleOfQuery(desk.error)} />
      {found ? (
        <>
          <div className="list-narrow">
            <Narrow
              label={words.views}
              choices={views.map((value) => ({ value, label: `${words[value]} ${found[value].length}` }))}
              value={view}
              onNarrow={setView}
            />
          </div>
          {found[view].length === 0 ? (
            <p className="note">{words.none[view]}</p>
          ) : view === 'batches' ? (
            <ListTable
              label={words.batches}
              rows={found.batches}
              rowKey="batch"
              columns={batchColumns(openBatch)}
              nothingFits={words.nothingFits}
              onOpen={openBatch}
            />
          ) : (
            <ListTable
              label={words[view]}
              rows={found[view]}
              rowKey="orderId"
              columns={orderColumns(openOrder(view, openRejected))}
              nothingFits={words.nothingFits}
              onOpen={openOrder(view, openRejected)}
            />
          )}
        </>
      ) : null}
      {batch ? <BatchDialog batch={batch} mayAct={role === 'teller'} onClose={close} /> : null}
      {rejected ? <RejectedDialog order={rejected} mayAct={role === 'teller'} onClose={close} /> : null}
    </Page>
  );
}

/** Only what was sent back has something to be done about; the rest is collected at the counter. */
const openOrder =
  (view: View, open: (order: CardOrderShown) => void) =>
  (order: CardOrderShown): void => {
    if (view === 'rejected') open(order);
  };

function stateOf({ sentOn, sentBy, receivedOn, receivedBy }: Batch): string {
  if (receivedOn !== null) return words.received(receivedOn, receivedBy ?? '');
  return sentOn === null ? words.open : words.sent(sentOn, sentBy ?? '');
}

function batchColumns(onOpen: (row: Batch) => void): TableColumnsType<Batch> {
  const { columns } = words;
  const amount = (key: 'cards' | 'stock' | 'rejected' | 'handed') => ({
    key,
    title: columns[key],
    className: 'list-fixed number',
    sorter: (one: Batch, other: Batch) => one[key] - other[key],
    render: (_: unknown, row: Batch) => row[key],
  });
  return [
    opener<Batch>({ title: columns.batch, text: ({ batch }) => batch, onOpen }),
    amount('cards'),
    amount('stock'),
    amount('rejected'),
    amount('handed'),
    { key: 'state', title: columns.state, sorter: byText(stateOf), render: (_, row) => stateOf(row) },
  ];
}

function orderColumns(onOpen: (row: CardOrderShown) => void): TableColumnsType<CardOrderShown> {
  const { columns } = words;
  const text = (key: 'maskedIdNumber' | 'kind' | 'insured' | 'batch' | 'orderedOn', title: string) => ({
    key,
    title,
    sorter: byText<CardOrderShown>((row) => row[key]),
    render: (_: unknown, row: CardOrderShown) => row[key],
  });
  return [
    opener<CardOrderShown>({ title: columns.citizen, text: ({ citizen }) => citizen, onOpen }),
    text('maskedIdNumber', columns.idNumber),
    text('kind', columns.kind),
    text('insured', columns.insured),
    text('batch', columns.batch),
    { key: 'reason', title: columns.reason, render: (_, { reason }) => reason },
    text('orderedOn', columns.orderedOn),
    {
      key: 'dueOn',
      title: columns.dueOn,
      sorter: byText(({ dueOn }) => dueOn ?? ''),
      render: (_, { dueOn, late }) => (
        <>
          {dueOn} {late ? <Tag tone="bad">{words.late}</Tag> : null}
        </>
      ),
    },
  ];
}
