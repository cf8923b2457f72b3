import { hallDate } from '../domain/calendar/hallTime.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import { serialAfter } from '../domain/case/life.ts';
import { caseNumber, slipNumber } from '../domain/case/numbers.ts';
import type { Case } from '../domain/case/replay.ts';
import type { FormValues, MaterialTicks, MissingMaterial, ObtainedMaterial } from '../domain/case/actions.ts';
import { missingReasonTexts } from '../domain/case/actions.ts';
import type { ItemMaterial, ServiceItem } from '../domain/catalogue/item.ts';
import { materialsFor } from '../domain/catalogue/materialList.ts';
import { maskIdNumber } from '../domain/identity/mask.ts';
import type { IssuedSlip, TakenNumber } from '../domain/journal/entry.ts';
import type { NoticeSlip, ReceivedMaterial, Slip, SlipKind } from '../domain/slip/slip.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { lastSerial } from '../store/cases.ts';
import type { Transaction } from '../store/store.ts';
import type { Context } from './context.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { IdentityState } from '../domain/visit/proof.ts';

/** What every slip about a case says. */
export interface SlipSubject {
  readonly item: ServiceItem;
  readonly person: KnownPerson;
  readonly teller: StaffActor;
  readonly at: string;
}

/** The numbers of one act: the case gets its own with its first slip and keeps it. */
export interface ActNumbers {
  readonly slipNumber: string;
  readonly caseNumber: string;
  readonly taken: readonly TakenNumber[];
}

/** Takes the numbers of an act inside its transaction, so that an act that fails leaves no gap. */
export function takeNumbers(
  context: Context,
  transaction: Transaction,
  kind: SlipKind,
  existing: string | undefined,
): ActNumbers {
  const { region, window } = context.facts;
  const day = hallDate(transaction.at);
  const take = (series: TakenNumber['kind']): TakenNumber => ({
    kind: series,
    day,
    serial: serialAfter(lastSerial(transaction.database, transaction.workstation, day, series), transaction.life),
  });
  const slip = take(kind);
  const number = slipNumber(kind, day, window, slip.serial);
  if (existing !== undefined) return { slipNumber: number, caseNumber: existing, taken: [slip] };
  const ofCase = take('case');
  return { slipNumber: number, caseNumber: caseNumber(region, day, window, ofCase.serial), taken: [ofCase, slip] };
}

/** Lays a slip out for the printer that new slips go to and gives it the job that will print it. */
export function issueSlip(context: Context, slip: Slip): IssuedSlip {
  const target = context.printTarget();
  return { slip, ...target, lines: layoutSlip(slip, target), jobId: context.newId() };
}

/** The common part of a slip. */
export function slipHead(
  context: Context,
  subject: SlipSubject,
  numbers: Pick<ActNumbers, 'slipNumber' | 'caseNumber'>,
) {
  return {
    number: numbers.slipNumber,
    caseNumber: numbers.caseNumber,
    issuedAt: subject.at,
    teller: { number: subject.teller.number, name: subject.teller.name },
    hall: context.facts.hall,
    citizen: { name: subject.person.name, maskedIdNumber: maskIdNumber(subject.person.idNumber) },
    item: { code: subject.item.code, name: subject.item.name },
  };
}

/** Everything received so far, in the order of the list. */
export function receivedMaterials(
  item: ServiceItem,
  form: FormValues,
  ticks: MaterialTicks,
  { obtained: supplied }: Pick<Case, 'obtained'>,
  identity: IdentityState,
): readonly ReceivedMaterial[] {
  return materialsFor(item, form).flatMap((material): ReceivedMaterial[] => {
    const obtained = supplied[material.code];
    switch (material.source.kind) {
      case 'identity':
        // Where nobody has looked at the document only what a machine read is named, and nothing where that proves nothing.
        if (identity.gap !== null) return [];
        return [{ name: material.name, how: identity.checkedBy ? 'original' : 'card' }];
      case 'system':
      case 'shared':
        return obtained && obtained.result !== 'not-confirmed' ? [receivedFromSystem(material, obtained)] : [];
      case 'citizen': {
        const tick = ticks[material.code];
        if (!tick) return [];
        const alternative = material.anyOf.find(({ code }) => code === tick.alternative);
        return [{ name: alternative?.name ?? material.name, how: tick.form }];
      }
    }
  });
}

function receivedFromSystem(material: ItemMaterial, obtained: ObtainedMaterial): ReceivedMaterial {
  return {
    name: material.name,
    how: obtained.result === 'confirmed' ? 'system' : 'system-pending',
    source: obtained.source,
  };
}

/** One line of the notice: what is missing, why, and what exactly to bring. */
export function noticeLine(
  material: ItemMaterial,
  told: MissingMaterial | undefined,
  obtained: ObtainedMaterial | undefined,
): NoticeSlip['missing'][number] {
  if (material.source.kind === 'system' || material.source.kind === 'shared') {
    // Never asked of the citizen: the counter goes on checking, the citizen only learns why it stops here.
    return {
      name: material.name,
      reason: obtained?.summary ?? '系统未核验通过',
      guidance: '由窗口继续核实，您不需要提供',
    };
  }
  const reason = missingReasonTexts[told?.reason ?? 'not-brought'];
  const ways = material.anyOf.map(({ name, forms, copies, guidance }) => {
    const form = forms.map((one) => (one === 'original' ? '原件' : '复印件')).join('或');
    const count = copies > 1 ? `${copies} 份` : '';
    return `${name}（${form}${count}）${guidance ? `，${guidance}` : ''}`;
  });
  const guidance = ways.length > 1 ? `以下任一即可：${ways.join('；')}` : (ways[0] ?? '');
  return {
    name: material.name,
    reason: told?.note ? `${reason}：${told.note}` : reason,
    ...(guidance ? { guidance } : {}),
  };
}
