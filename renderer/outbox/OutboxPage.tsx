import './outbox.css';
import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { deliverySenders } from '../../main/domain/delivery/access.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { useClient, useLive } from '../app/core.ts';
import { troubleOfQuery, useAct, valueOf } from '../app/useAct.ts';
import { useGoBack } from '../app/useGoBack.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { OutboxTable } from './OutboxTable.tsx';
import { outboxTexts } from './texts.ts';

/** Attempts go on while the counts stay the same; so often the list is read again. */
const REREAD_MS = 3000;

/** Every transaction on its way to the central system, with its reason; nothing is out of sight. */
export function OutboxPage({ role }: { readonly role: Role }) {
  const client = useClient();
  const navigate = useNavigate();
  const { waiting, refused } = useLive((live) => live.outbox);
  const present = useLive((live) => live.visit?.cases);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useQuery({
    queryKey: ['outbox', waiting, refused],
    queryFn: async () => valueOf(await client.outbox.list({})).rows,
    placeholderData: (former) => former,
    refetchInterval: REREAD_MS,
  });
  const send = useAct(
    (core, messageId: string, requestId) => core.outbox.sendNow({ requestId, messageId }),
    () => void list.refetch(),
  );
  const back = useGoBack();
  useHotkey('Esc', back);
  useEffect(() => heading.current?.focus(), []);
  const rows = list.data ?? [];
  const open = rows.filter(({ state }) => state !== 'delivered').length;
  return (
    <main className="outbox" tabIndex={-1} data-home>
      <header>
        <button type="button" className="bare-button" onClick={back} aria-keyshortcuts="Escape">
          {outboxTexts.back} <kbd aria-hidden="true">Esc</kbd>
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {outboxTexts.title}
        </h1>
        {open > 0 ? <Tag tone="wait">{outboxTexts.open(open)}</Tag> : null}
        <p>{outboxTexts.intro}</p>
      </header>
      <TroubleNotice trouble={send.trouble ?? troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{outboxTexts.empty}</p> : null}
      {rows.length > 0 ? (
        <OutboxTable
          rows={rows}
          onSend={deliverySenders.includes(role) ? send.run : null}
          onOpen={(caseId) =>
            void navigate(present?.some((one) => one.caseId === caseId) ? `/case/${caseId}` : `/find/${caseId}`)
          }
          pending={send.pending}
        />
      ) : null}
    </main>
  );
}
