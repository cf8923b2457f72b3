import { percentText } from '../../domain/report/percent.ts';
import { answerable, askedLate, askedState, askedStates } from '../../domain/duty/firstAsked.ts';
import { askedBetween } from '../../store/firstAsked.ts';
import type { Stretch } from '../../store/registers.ts';
import { count, minuteOf, type Of, type RegisterPage } from './cells.ts';

/** With what the desks were asked first, what became of it, who stands black for it, and how much was answered at once. */
export function firstAskedRows({ store, clock, facts }: Of, stretch: Stretch): RegisterPage {
  const now = clock.wall().toISOString();
  const matters = askedBetween(store.read, stretch);
  const late = matters.filter((row) => askedLate(row, now, facts.closesAt));
  const rows = matters.map((row) => {
    const { at, who, matter, by, referred, acceptedAt, answeredAt, answer } = row;
    const state = askedStates[askedState(row)];
    return {
      caseId: null,
      cells: [
        ...[minuteOf(at), who, matter, `${by.name} ${by.number}`],
        ...[
          referred ? `${referred.to.name} ${referred.to.number}` : '',
          acceptedAt === null ? '' : minuteOf(acceptedAt),
        ],
        ...[referred?.dueOn ?? '', answeredAt === null ? '' : minuteOf(answeredAt), answer?.text ?? ''],
        ...[answer === null ? '' : answer.satisfied ? '满意' : '不满意', late.includes(row) ? `${state}，超期` : state],
      ],
    };
  });
  const atOnce = matters.filter(({ referred }) => referred === null).length;
  const black = Map.groupBy(late.flatMap(answerable), ({ name, number }) => `${name} ${number}`);
  return {
    rows,
    totals: [
      ...count(rows, '次'),
      { label: '当场答复', value: percentText(atOnce, matters.length) ?? '' },
      ...[...black].map(([who, of]) => ({ label: `黑灯 ${who}`, value: `${of.length} 次` })),
    ].filter(({ value }) => value !== ''),
  };
}
