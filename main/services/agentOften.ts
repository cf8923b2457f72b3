import type { PersonPanel } from '../contract/visit.ts';
import { addCalendarDays, hallDate, beginOfDay } from '../domain/calendar/hallTime.ts';
import { maskName } from '../domain/identity/mask.ts';
import type { Visit } from '../domain/visit/visit.ts';
import { principalsOfAgent } from '../store/people.ts';
import type { Context } from './context.ts';

/** Principals of one agent on a hall day that are nothing to ask about. */
const USUAL_PRINCIPALS = 5;

/**
 * What the teller is told when somebody acts for a sixth citizen on one hall day or for a further one: for whom before, masked, and in
 * which cases. Empty otherwise; nothing is forbidden by it.
 */
export function agentOften(
  { store }: Pick<Context, 'store'>,
  { agent, person }: Visit,
  now: string,
): PersonPanel['alerts'] {
  if (!agent || !person) return [];
  const day = hallDate(now);
  const before = principalsOfAgent(store.read, {
    idNumber: agent.idNumber,
    from: beginOfDay(day),
    until: beginOfDay(addCalendarDays(day, 1)),
    butPersonId: person.personId,
  });
  if (before.length < USUAL_PRINCIPALS) return [];
  const told = before.map(({ name, caseNumber }) => `${maskName(name, 'list')}（${caseNumber ?? '未出具单据'}）`);
  return [
    {
      kind: 'agent-often',
      level: 'warning',
      title: `代办人今天已为 ${before.length} 人代办`,
      detail: `之前：${told.join('、')}。请核对委托书和关系，确认无误后继续。`,
    },
  ];
}
