import { z } from 'zod';
import type { CentralPerson, PersonAlert } from '../../domain/identity/person.ts';
import { readable } from '../../domain/identity/told.ts';
import { readJson } from '../json.ts';
import { shownText } from '../plainText.ts';
import { agentRelationOf, BENEFIT_LOCKED, CARD_LOST, stateOf } from './dictionary.ts';
import { dateOf, endOf, given, textOf, wireField } from './values.ts';

/**
 * What `exp_content` (字段扩展) carries, a JSON text. `insuTrtStatus` (0 封锁, 1 正常) is the platform's own name; the other
 * fields are this adapter's documented extension, to be mapped to the bureau's own when its vendor names them. All may be
 * absent: a platform without them simply raises no alert.
 */
const extensionSchema = z.object({
  insuTrtStatus: wireField,
  insuTrtLockRea: wireField,
  insuTrtLockDate: wireField,
  arrearsMonths: wireField,
  /** 0 or empty in use, 1 reported lost. */
  cardStas: wireField,
  cardLostDate: wireField,
  cardEndDate: wireField,
  tel: wireField,
  addr: wireField,
  agnter_name: wireField,
  agnter_certno: wireField,
  agnter_rlts: wireField,
  agnter_tel: wireField,
});

type Extension = z.infer<typeof extensionSchema>;

/** Characters of what was said and not understood. */
const SAID_LENGTH = 40;
/** Characters of a reason. */
const REASON_LENGTH = 200;

const unclear = (about: Extract<PersonAlert, { kind: 'unclear' }>['about'], text: string): PersonAlert => ({
  kind: 'unclear',
  about,
  said: shownText(text, SAID_LENGTH),
});

function benefitAlerts({ insuTrtStatus, insuTrtLockRea, insuTrtLockDate }: Extension): readonly PersonAlert[] {
  if (insuTrtStatus === '') return [];
  const locked = stateOf(BENEFIT_LOCKED, insuTrtStatus);
  if (locked === undefined) return [unclear('benefit-state', insuTrtStatus)];
  const reason = insuTrtLockRea === '' ? '未注明原因' : shownText(insuTrtLockRea, REASON_LENGTH);
  return locked ? [{ kind: 'benefit-locked', reason, ...given('since', dateOf(insuTrtLockDate)) }] : [];
}

function arrearsAlerts({ arrearsMonths }: Extension): readonly PersonAlert[] {
  if (arrearsMonths === '') return [];
  const [, count] = /^(\d{1,4})(?:\.0*)?(?:个?月)?$/.exec(arrearsMonths.normalize('NFKC').replace(/\s/g, '')) ?? [];
  if (count === undefined) return [unclear('arrears', arrearsMonths)];
  return Number(count) === 0 ? [] : [{ kind: 'arrears', months: Number(count) }];
}

function cardAlerts({ cardStas, cardLostDate, cardEndDate }: Extension, today: string): readonly PersonAlert[] {
  const lost = cardStas === '' ? false : stateOf(CARD_LOST, cardStas);
  const ends = endOf(cardEndDate);
  const endsOn = readable(ends);
  return [
    ...(lost === undefined ? [unclear('card-state', cardStas)] : []),
    ...(lost === true ? [{ kind: 'card-lost', ...given('since', dateOf(cardLostDate)) } as const] : []),
    ...(ends !== undefined && endsOn === undefined ? [unclear('card-end', cardEndDate)] : []),
    ...(endsOn !== undefined && endsOn < today ? [{ kind: 'card-expired', on: endsOn } as const] : []),
  ];
}

function agentOf(extension: Extension): CentralPerson['agent'] {
  const name = textOf(extension.agnter_name);
  if (name === undefined) return undefined;
  return {
    name,
    idNumber: shownText(extension.agnter_certno, SAID_LENGTH),
    relation: shownText(agentRelationOf(extension.agnter_rlts), SAID_LENGTH),
    ...given('phone', textOf(extension.agnter_tel)),
  };
}

/** What the extension adds to a person. */
export interface PersonExtension {
  readonly alerts: readonly PersonAlert[];
  readonly contact: Pick<CentralPerson, 'phone' | 'address' | 'agent'>;
}

/** Reads `exp_content`, given as JSON text or as an object. It is a free-text field by the platform's definition: text that is not ours says nothing about the person. */
export function readExtension(content: unknown, today: string): PersonExtension {
  const parsed = extensionSchema.safeParse(typeof content === 'string' ? readJson(content) : content);
  if (!parsed.success) return { alerts: [], contact: {} };
  const extension = parsed.data;
  return {
    alerts: [...benefitAlerts(extension), ...arrearsAlerts(extension), ...cardAlerts(extension, today)],
    contact: {
      ...given('phone', textOf(extension.tel)),
      ...given('address', textOf(extension.addr)),
      ...given('agent', agentOf(extension)),
    },
  };
}
