import { z } from 'zod';

/** Somebody acts for more citizens on one hall day than is usual: who, with the number masked, and for whom before. */
export const agentOftenSchema = z
  .object({
    agent: z.string(),
    /** One citizen each, oldest first: the name masked, and what was begun for them. */
    before: z.array(z.object({ name: z.string(), items: z.array(z.string()).readonly() }).readonly()).readonly(),
  })
  .readonly();

/** Somebody acts for more citizens on one hall day than is usual. */
export type AgentOften = z.infer<typeof agentOftenSchema>;

/** For whom they acted before, in one sentence for the teller. */
export function agentOftenText({ before }: AgentOften): string {
  const told = before.map(({ name, items }) => `${name}（${items.length === 0 ? '未开始办件' : items.join('、')}）`);
  return `代办人今天已为 ${before.length} 人代办：${told.join('；')}`;
}
