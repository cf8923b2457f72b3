import { useState } from 'react';
import type { CaseTask } from '../../main/contract/case.ts';
import { useLive } from '../app/core.ts';
import { useAct } from '../app/useAct.ts';
import { Tag } from '../ui/Tag.tsx';
import { HandOver } from './HandOver.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.tasks;

interface Props {
  readonly row: CaseTask;
  readonly onGiven: () => void;
}

/** Who has a task and for whom; whoever looks takes it up with one press, or hands on what is theirs. */
export function TaskOwner({ row, onGiven }: Props) {
  const { caseId, owner, inPlaceOf, mine } = row;
  const own = useLive((live) => live.session?.number ?? '');
  const [handing, hand] = useState(false);
  const take = useAct((client, to: string, requestId) => client.case.give({ requestId, caseId, to }), onGiven);
  return (
    <span className="task-owner">
      {mine ? words.mine : (owner ?? words.shared)}
      {inPlaceOf === '' ? null : <Tag tone="wait">{words.inPlaceOf(inPlaceOf)}</Tag>}
      <button type="button" className="link-button" onClick={() => (mine ? hand(true) : take.run(own))}>
        {mine ? words.handOver : words.take}
      </button>
      {take.trouble ? <Tag tone="bad">{take.trouble.happened}</Tag> : null}
      {handing ? (
        <HandOver
          row={row}
          own={own}
          onClose={() => hand(false)}
          onGiven={() => {
            hand(false);
            onGiven();
          }}
        />
      ) : null}
    </span>
  );
}
