import { orderKinds } from '../../domain/card/card.ts';
import { cardStepTexts } from '../../domain/card/itemSteps.ts';
import { insuredGroups } from '../../domain/card/insured.ts';
import { maskName } from '../../domain/identity/mask.ts';
import { actorName } from '../../domain/staff/actor.ts';
import { cardBusiness, type CardBusiness } from '../../store/cards.ts';
import { getPerson } from '../../store/people.ts';
import type { Stretch } from '../../store/registers.ts';
import { caseOf, count, minuteOf, type Of, type RegisterPage } from './cells.ts';

/** What an entry says in a row: the business, whose it is, and what more there is to it. */
interface Line {
  readonly business: string;
  readonly batch: string;
  readonly number: string;
  readonly note: string;
}

/** The last four characters of a card number. */
const tail = (number: string | null): string => (number === null ? '' : `尾号 ${number.slice(-4)}`);

function lineOf(entry: CardBusiness): Line {
  switch (entry.kind) {
    case 'card.reported-lost':
      return {
        business: cardStepTexts['report-loss'],
        batch: '',
        number: tail(entry.payload.number),
        note: entry.payload.formal ? '正式挂失' : '临时挂失',
      };
    case 'card.loss-lifted':
      return { business: cardStepTexts['lift-loss'], batch: '', number: tail(entry.payload.number), note: '' };
    case 'card.ordered':
      return { business: orderKinds[entry.payload.order], batch: entry.payload.batch, number: '', note: '' };
    case 'card.handed-out':
      return {
        business: cardStepTexts['hand-out'],
        batch: '',
        number: tail(entry.payload.number),
        note: entry.payload.activated ? '签领并启用' : '签领，自行启用',
      };
  }
}

/** 卡务台账: what was done about cards, the oldest first; counted by business and insurance. */
export function cardRows(context: Of, { from, until, limit }: Stretch): RegisterPage {
  const lines = cardBusiness(context.store.read, { from, until, limit }).map((entry) => ({
    entry,
    line: lineOf(entry),
    insured: entry.payload.insured,
  }));
  const rows = lines.map(({ entry, line, insured }) => {
    const { caseId } = entry.payload;
    return {
      // What was asked for collectively belongs to no case.
      caseId: caseId !== null && caseOf(context, caseId) ? caseId : null,
      cells: [
        ...[minuteOf(entry.at), line.business, maskName(getPerson(context.store.read, entry.subject).name, 'list')],
        ...[insured, line.batch, line.number, actorName(entry.actor), line.note],
      ],
    };
  });
  const counted = [...Map.groupBy(lines, ({ line }) => line.business)].flatMap(([business, of]) =>
    insuredGroups.flatMap((group) => {
      const times = of.filter(({ insured }) => insured === group).length;
      return times === 0 ? [] : [{ label: `${business} ${group}`, value: `${times} 张` }];
    }),
  );
  return { rows, totals: [...count(rows, '次'), ...counted] };
}
