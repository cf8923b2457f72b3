import { addCalendarDays, beginOfDay, hallDateTime } from '../../domain/calendar/hallTime.ts';
import { csvText } from '../../domain/register/csv.ts';
import { readsRegister, REGISTER_ROWS, registers, type RegisterName } from '../../domain/register/registers.ts';
import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { failure } from '../../contract/failures.ts';
import type { Context } from '../context.ts';
import { once, type Answer, type Request } from '../once.ts';
import type { RegisterPage } from './cells.ts';
import { registerRows } from './rows.ts';

/** A register of the hall days from one to another, both of them in it. */
export interface AskedRegister {
  readonly register: RegisterName;
  readonly from: string;
  readonly to: string;
}

/** A register as it is shown; `more` when the days have more rows than one look shows. */
export interface ShownRegister extends RegisterPage {
  readonly more: boolean;
}

/** Looks into a register. Failures: NOT_ALLOWED, REGISTER_DAYS. */
export function viewRegister(
  context: Context,
  { role }: Pick<StaffActor, 'role'>,
  { register, from, to }: AskedRegister,
): Answer<ShownRegister> {
  if (!readsRegister(role, register)) return failure('NOT_ALLOWED');
  if (from > to) return failure('REGISTER_DAYS');
  const stretch = { from: beginOfDay(from), until: beginOfDay(addCalendarDays(to, 1)), limit: REGISTER_ROWS + 1 };
  const page = registerRows[register](context, stretch);
  return ok({ ...page, rows: page.rows.slice(0, REGISTER_ROWS), more: page.rows.length > REGISTER_ROWS });
}

/**
 * A register as a file that leaves the counter: the journal keeps who took it and what for, and the file says so in its first
 * lines. Failures: NOT_ALLOWED, REGISTER_DAYS, REGISTER_TOO_LONG.
 */
export function exportRegister(
  context: Context,
  actor: StaffActor,
  request: Request,
  { purpose, ...asked }: AskedRegister & { readonly purpose: string },
): Answer<{ readonly fileName: string; readonly content: string }> {
  return once(context, request, (transaction, refuse) => {
    const found = viewRegister(context, actor, asked);
    if (!found.ok) return refuse(found);
    const { rows, totals, more } = found.value;
    // A file that lacks rows would be taken for the whole.
    if (more) return refuse(failure('REGISTER_TOO_LONG'));
    const { register, from, to } = asked;
    const { title, columns } = registers[register];
    transaction.append({
      kind: 'register.exported',
      subject: `register.${register}`,
      actor,
      payload: { from, to, purpose, rows: rows.length },
    });
    const mark = `${context.facts.hall.organ} ${from} 至 ${to}；导出人 ${actor.name}（${actor.number}）；导出时间 ${hallDateTime(transaction.at)}；用途：${purpose}`;
    return {
      fileName: `${title}_${from}_${to}.csv`,
      content: csvText([
        [title],
        [mark],
        columns,
        ...rows.map(({ cells }) => cells),
        ...totals.map(({ label, value }) => [label, value]),
      ]),
    };
  });
}
