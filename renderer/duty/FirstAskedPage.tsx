import './duty.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { AskedMatter } from '../../main/contract/asked.ts';
import type { SignedIn } from '../../main/contract/session.ts';
import { askedStates } from '../../main/domain/duty/firstAsked.ts';
import { useClient } from '../app/core.ts';
import { useNow } from '../app/hallClock.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, useAct, valueOf } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { hallMinute } from '../ui/hallMinute.ts';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { AnswerDialog } from './AnswerDialog.tsx';
import { AskedForm } from './AskedForm.tsx';
import { askedTexts as words } from './askedTexts.ts';

/** With what a desk was asked first: recorded in a few presses, taken over by the next desk, answered. */
export function FirstAskedPage({ session }: { readonly session: SignedIn }) {
  const client = useClient();
  const now = useNow();
  const [answering, answer] = useState<AskedMatter | null>(null);
  const list = useQuery({
    queryKey: ['asked', now],
    queryFn: async () => valueOf(await client.asked.list({})).rows,
    placeholderData: (former) => former,
  });
  const again = () => {
    answer(null);
    void list.refetch();
  };
  const accept = useAct((core, askedId: string, requestId) => core.asked.accept({ requestId, askedId }), again);
  return (
    <Page way="back" title={words.title} intro={words.intro} titleFocus>
      <TroubleNotice trouble={troubleOfQuery(list.error) ?? accept.trouble} />
      <div className="duty-page page-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <section className="sheet duty-attention" aria-labelledby="asked-list">
          <h2 id="asked-list">{words.list}</h2>
          {list.data?.length === 0 ? <p className="note">{words.empty}</p> : null}
          <ul className="duty-rows">
            {list.data?.map((row) => (
              <li key={row.askedId}>
                <Matter row={row} />
                {row.mayAccept ? (
                  <ActionButton
                    kind="primary"
                    pending={accept.underWay === row.askedId}
                    onPress={() => accept.run(row.askedId)}
                  >
                    {words.accept}
                  </ActionButton>
                ) : null}
                {row.mayAnswer ? <ActionButton onPress={() => answer(row)}>{words.answer}</ActionButton> : null}
              </li>
            ))}
          </ul>
        </section>
        <AskedForm own={session.number} onDone={again} />
      </div>
      {answering ? <AnswerDialog matter={answering} onClose={() => answer(null)} onDone={again} /> : null}
    </Page>
  );
}

function Matter({ row }: { readonly row: AskedMatter }) {
  const { who, matter, at, by, to, dueOn, state, late, answer } = row;
  return (
    <span className="duty-grow">
      <strong>{matter}</strong>{' '}
      <Tag tone={late ? 'over' : state === 'answered' ? 'good' : 'wait'}>
        {late ? words.late(askedStates[state]) : askedStates[state]}
      </Tag>
      <br />
      <span className="number">{hallMinute(at)}</span> {words.way(who, by, to, dueOn)}
      {answer ? (
        <>
          <br />
          {words.answered(answer.by, answer.text, answer.satisfied)}
        </>
      ) : null}
    </span>
  );
}
