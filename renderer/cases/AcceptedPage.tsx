import './cases.css';
import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useClient, useLive } from '../app/core.ts';
import { troubleOfQuery, valueOf } from '../app/useAct.ts';
import { useGoBack } from '../app/useGoBack.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { AcceptedTable } from './AcceptedTable.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.accepted;

/** What was accepted here and is not completed; each opens without its citizen. */
export function AcceptedPage() {
  const client = useClient();
  const navigate = useNavigate();
  const back = useGoBack();
  const count = useLive((live) => live.accepted);
  const present = useLive((live) => live.visit?.cases);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useQuery({
    queryKey: ['accepted', count],
    queryFn: async () => valueOf(await client.case.accepted({})).rows,
    placeholderData: (former) => former,
  });
  useHotkey('Esc', back);
  useEffect(() => heading.current?.focus(), []);
  const rows = list.data ?? [];
  // A citizen who is here is served where the others of their cases are.
  const open = (caseId: string) =>
    void navigate(present?.some((one) => one.caseId === caseId) ? `/case/${caseId}` : `/away/${caseId}`);
  return (
    <main className="cases" tabIndex={-1} data-home>
      <header>
        <button type="button" className="bare-button" onClick={back} aria-keyshortcuts="Escape">
          {caseTexts.back} <kbd aria-hidden="true">Esc</kbd>
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        {count > 0 ? <Tag tone="wait">{words.count(count)}</Tag> : null}
        <p>{words.intro}</p>
      </header>
      <TroubleNotice trouble={troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{words.empty}</p> : null}
      {rows.length > 0 ? <AcceptedTable rows={rows} onOpen={open} /> : null}
    </main>
  );
}
