import './outbox.css';
import { useState } from 'react';
import { Input } from 'antd';
import { useNavigate } from 'react-router';
import { deliverySenders } from '../../main/domain/delivery/access.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { useLive } from '../app/core.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, useAct } from '../app/useAct.ts';
import { Icon } from '../ui/Icon.tsx';
import { Narrow } from '../ui/Narrow.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { OutboxTable } from './OutboxTable.tsx';
import { countsOf, narrowings, shownRows, type Narrowing } from './shown.ts';
import { outboxTexts } from './texts.ts';
import { useOutbox } from './useOutbox.ts';

/** Every transaction on its way to the central system, with its reason; nothing is out of sight. */
export function OutboxPage({ role }: { readonly role: Role }) {
  const navigate = useNavigate();
  const present = useLive((live) => live.visit?.cases);
  const list = useOutbox();
  const [narrowing, narrowTo] = useState<Narrowing>('all');
  const [typed, setTyped] = useState('');
  const send = useAct(
    (core, messageId: string, requestId) => core.outbox.sendNow({ requestId, messageId }),
    () => void list.refetch(),
  );
  const rows = list.data ?? [];
  const counts = countsOf(rows);
  return (
    <Page
      way="back"
      title={outboxTexts.title}
      intro={outboxTexts.intro}
      tag={counts.open > 0 ? <Tag tone="wait">{outboxTexts.open(counts.open)}</Tag> : null}
      titleFocus
    >
      <TroubleNotice trouble={send.trouble ?? troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{outboxTexts.empty}</p> : null}
      {rows.length > 0 ? (
        <>
          <NarrowBar counts={counts} narrowing={narrowing} onNarrow={narrowTo} typed={typed} onType={setTyped} />
          <OutboxTable
            rows={shownRows(rows, narrowing, typed)}
            onOpen={({ caseId, state }) => {
              const way = present?.some((one) => one.caseId === caseId)
                ? 'case'
                : // What came back is work for the teller, who needs no other reason.
                  state === 'refused' && role === 'teller'
                  ? 'away'
                  : 'find';
              void navigate(`/${way}/${caseId}`);
            }}
            onSend={deliverySenders.includes(role) ? send.run : null}
            pending={send.pending}
          />
        </>
      ) : null}
    </Page>
  );
}

interface NarrowProps {
  readonly counts: Readonly<Record<Narrowing, number>>;
  readonly narrowing: Narrowing;
  readonly onNarrow: (narrowing: Narrowing) => void;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** What of the list is shown: by how the transactions stand, and by what is typed. */
function NarrowBar({ counts, narrowing, onNarrow, typed, onType }: NarrowProps) {
  return (
    <div className="list-narrow">
      <Narrow
        label={outboxTexts.narrow}
        choices={narrowings.map((value) => ({ value, label: outboxTexts.narrowings[value](counts[value]) }))}
        value={narrowing}
        onNarrow={onNarrow}
      />
      <Input
        allowClear
        aria-label={outboxTexts.search}
        placeholder={outboxTexts.search}
        prefix={<Icon name="search" size={18} />}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
