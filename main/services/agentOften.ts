import type { PersonPanel } from '../contract/visit.ts';
import { addCalendarDays, hallDate, beginOfDay } from '../domain/calendar/hallTime.ts';
import { agentOftenText, type AgentOften } from '../domain/case/agentOften.ts';
import type { Case } from '../domain/case/case.ts';
import { maskIdNumber, maskName } from '../domain/identity/mask.ts';
import type { Visit } from '../domain/visit/visit.ts';
import { principalsOfAgent } from '../store/people.ts';
import type { SeenCase } from './caseAccess.ts';
import type { Context } from './context.ts';

/** Principals of one agent on a hall day that are nothing to ask about. */
const USUAL_PRINCIPALS = 5;

type Of = Pick<Context, 'store' | 'catalogue'>;

/** Who stands here for somebody else, the sixth citizen of theirs on this hall day or a further one; null otherwise. */
function agentOften(
  { store, catalogue }: Of,
  { agent, personId }: { readonly agent: Visit['agent']; readonly personId: string },
  now: string,
): AgentOften | null {
  if (!agent) return null;
  const day = hallDate(now);
  const rows = principalsOfAgent(store.read, {
    idNumber: agent.idNumber,
    from: beginOfDay(day),
    until: beginOfDay(addCalendarDays(day, 1)),
    butPersonId: personId,
  });
  const before = [...Map.groupBy(rows, (row) => row.personId).values()].map((cases) => ({
    name: maskName(cases[0]?.name ?? '', 'list'),
    items: cases.flatMap(({ itemCode, itemVersion }) =>
      itemCode === null || itemVersion === null ? [] : [catalogue.nameOf(itemCode, itemVersion)],
    ),
  }));
  return before.length < USUAL_PRINCIPALS ? null : { agent: maskIdNumber(agent.idNumber), before };
}

/** The same of a case, as long as nobody has said why it goes on with this agent. */
export function agentToVouch(context: Of, { agent, case: one }: Pick<SeenCase, 'agent' | 'case'>, now: string) {
  const often = agentOften(context, { agent, personId: one.personId }, now);
  return often && isVouched(one, often) ? null : often;
}

const isVouched = ({ vouched }: Pick<Case, 'vouched'>, { agent }: AgentOften): boolean => vouched?.agent === agent;

/** What the teller is told of it at the citizen's panel. Nothing is forbidden by it. */
export function agentOftenAlerts(context: Of, { agent, person }: Visit, now: string): PersonPanel['alerts'] {
  const often = person && agentOften(context, { agent, personId: person.personId }, now);
  if (!often) return [];
  return [
    {
      kind: 'agent-often',
      level: 'warning',
      title: `代办人今天已为 ${often.before.length} 人代办`,
      detail: `${agentOftenText(often)}。请核对委托书和关系；受理前写明继续办理的理由。`,
    },
  ];
}
