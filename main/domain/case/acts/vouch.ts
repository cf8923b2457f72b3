import { z } from 'zod';
import { actorName } from '../../staff/actor.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { agentOftenSchema } from '../agentOften.ts';
import { somethingToVouch } from '../guards.ts';

/** 确认多次代办: somebody acts for one more citizen than is usual in a day, and the teller says why it goes on. */
export const vouch = defineAct({
  kind: 'vouch',
  version: 1,
  schema: z.object({ link: linkSchema, note: z.string(), often: agentOftenSchema }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  from: ['intake', 'notified', 'asking'],
  by: ['teller'],
  grounds: ['visit'],
  question: {
    title: '代办人今天已经为多人代办，核对委托书和关系后写明继续办理的理由',
    note: 'required',
    phrases: ['村（社区）工作人员集中代办', '为家庭成员代办', '用人单位经办人代办'],
  },
  guards: [somethingToVouch],
  record: (desk, { note }) => {
    const { agentOften } = desk.facts();
    if (!agentOften) throw new Error('nobody acts so often that it is to be vouched for');
    return { link: desk.link, note, often: agentOften };
  },
  apply: (_before, { at, actor, payload: { note, often } }) => ({
    vouched: { agent: often.agent, note, by: actorName(actor), at },
  }),
  line: ({ note, often }) => `代办人今天已为 ${often.before.length} 人代办，确认继续：${note}`,
});
