import { useQuery } from '@tanstack/react-query';
import type { CaseTask } from '../../main/contract/case.ts';
import { useClient, useLive } from '../app/core.ts';
import { troubleOfQuery, useAct, valueOf } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.tasks;

interface Props {
  readonly row: CaseTask;
  /** Number of whoever hands it on. */
  readonly own: string;
  readonly onClose: () => void;
  readonly onGiven: () => void;
}

/** To which colleague of the post, of those who are there, a task is handed. */
export function HandOver({ row: { caseId, itemName }, own, onClose, onGiven }: Props) {
  const client = useClient();
  const post = useLive((live) => live.session?.role);
  const duty = useQuery({
    queryKey: ['colleagues'],
    queryFn: async () => valueOf(await client.duty.view({})),
    gcTime: 0,
  });
  const give = useAct((core, to: string, requestId) => core.case.give({ requestId, caseId, to }), onGiven);
  const colleagues = duty.data?.people.filter(
    ({ number, absent, posts }) => number !== own && !absent && posts.some(({ role }) => role === post),
  );
  return (
    <Dialog
      title={words.handing(itemName)}
      onClose={onClose}
      actions={colleagues?.map(({ number, name }) => (
        <ActionButton key={number} pending={give.underWay === number} onPress={() => give.run(number)}>
          {`${name} ${number}`}
        </ActionButton>
      ))}
    >
      <p>{colleagues?.length === 0 ? words.noColleague : words.colleague}</p>
      <TroubleNotice trouble={give.trouble ?? troubleOfQuery(duty.error)} />
    </Dialog>
  );
}
