import { keysOf } from '../keysOf.ts';
import type { PersonAlert } from './person.ts';
import { toldText } from './told.ts';

type Kind = PersonAlert['kind'];
type AlertOf<Name extends Kind> = Extract<PersonAlert, { readonly kind: Name }>;

/** All there is to one kind of alert. */
interface AlertKind<Name extends Kind> {
  readonly level: 'error' | 'warning';
  /** Its words before all detail. */
  readonly title: string;
  /** The rest of what the teller is told, one or two sentences. `byEmployer`: an employer pays, so it is the one to be reminded. */
  readonly detail: (alert: AlertOf<Name>, byEmployer: boolean) => string;
  /** An item may forbid its acceptance because of it. */
  readonly mayBlock: boolean;
}

/** What an unclear word was about, and what the teller does about it. */
const unclearAbout = {
  'benefit-state': ['医保待遇状态', '请向医保业务股核实待遇是否封锁'],
  arrears: ['欠费月数', '请向医保业务股核实是否欠费'],
  'card-state': ['社保卡状态', '请核实此卡是否挂失'],
  'card-end': ['社保卡有效期', '请核对卡面有效期'],
} as const satisfies Record<AlertOf<'unclear'>['about'], readonly [string, string]>;

const kinds = {
  'benefit-locked': {
    level: 'error',
    title: '医保待遇已封锁',
    detail: ({ reason, since }) => `${reason}${since === undefined ? '' : `，自 ${toldText(since)}`}。`,
    mayBlock: true,
  },
  arrears: {
    level: 'warning',
    title: '存在欠费',
    detail: ({ months }, byEmployer) =>
      `欠费 ${months} 个月，${byEmployer ? '由单位缴费，请群众提醒单位补缴' : '请提醒群众补缴'}。`,
    mayBlock: true,
  },
  'card-lost': {
    level: 'error',
    title: '社会保障卡已挂失',
    detail: ({ since }) => `${since === undefined ? '' : `自 ${toldText(since)}，`}请核对持卡人身份证件。`,
    mayBlock: true,
  },
  'card-expired': {
    level: 'warning',
    title: '社会保障卡已过有效期',
    detail: ({ on }) => `有效期至 ${on}，请提醒换卡。`,
    mayBlock: true,
  },
  unclear: {
    level: 'warning',
    title: '中心系统的提示无法识别',
    detail: ({ about, said }) => `${unclearAbout[about][0]}给出的是“${said}”，${unclearAbout[about][1]}。`,
    mayBlock: false,
  },
} as const satisfies { readonly [Name in Kind]: AlertKind<Name> };

/** Every kind of alert. */
export const alertKinds: { readonly [Name in Kind]: AlertKind<Name> } = kinds;

type Blocking = { readonly [Name in Kind]: (typeof kinds)[Name]['mayBlock'] extends true ? Name : never }[Kind];

function mayBlock(kind: Kind): kind is Blocking {
  return kinds[kind].mayBlock;
}

/** The kinds for which an item may forbid its acceptance. */
export const blockingKinds: readonly Blocking[] = keysOf(kinds).filter(mayBlock);

/** The alert as the teller is told of it. */
export function shownAlert<Name extends Kind>(kind: Name, alert: AlertOf<Name>, byEmployer: boolean) {
  const { level, title, detail } = alertKinds[kind];
  return { kind, level, title, detail: detail(alert, byEmployer) };
}
