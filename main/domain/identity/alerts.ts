import type { PersonAlert } from './person.ts';
import { toldText } from './told.ts';

/** How urgent each kind of alert is, and its words before all detail. */
export const alertKinds = {
  'benefit-locked': { level: 'error', title: '医保待遇已封锁' },
  arrears: { level: 'warning', title: '存在欠费' },
  'card-lost': { level: 'error', title: '社会保障卡已挂失' },
  'card-expired': { level: 'warning', title: '社会保障卡已过有效期' },
  unclear: { level: 'warning', title: '中心系统的提示无法识别' },
} as const satisfies Record<PersonAlert['kind'], { readonly level: 'error' | 'warning'; readonly title: string }>;

/** What an unclear word was about, and what the teller does about it. */
const unclearAbout = {
  'benefit-state': ['医保待遇状态', '请向医保业务股核实待遇是否封锁'],
  arrears: ['欠费月数', '请向医保业务股核实是否欠费'],
  'card-state': ['社保卡状态', '请核实此卡是否挂失'],
  'card-end': ['社保卡有效期', '请核对卡面有效期'],
} as const satisfies Record<Extract<PersonAlert, { kind: 'unclear' }>['about'], readonly [string, string]>;

/** The rest of what the teller is told, one or two sentences. `byEmployer`: an employer pays, so it is the one to be reminded. */
export function alertDetail(alert: PersonAlert, byEmployer: boolean): string {
  switch (alert.kind) {
    case 'benefit-locked':
      return `${alert.reason}${alert.since === undefined ? '' : `，自 ${toldText(alert.since)}`}。`;
    case 'arrears':
      return `欠费 ${alert.months} 个月，${byEmployer ? '由单位缴费，请群众提醒单位补缴' : '请提醒群众补缴'}。`;
    case 'card-lost':
      return `${alert.since === undefined ? '' : `自 ${toldText(alert.since)}，`}请核对持卡人身份证件。`;
    case 'card-expired':
      return `有效期至 ${alert.on}，请提醒换卡。`;
    case 'unclear': {
      const [what, advice] = unclearAbout[alert.about];
      return `${what}给出的是“${alert.said}”，${advice}。`;
    }
  }
}
