import { z } from 'zod';
import type { CentralRequest } from '../../central/envelope.ts';
import type { Clock } from '../../central/runtime.ts';
import { writePerson } from '../../central/wire/person.ts';
import { MESSAGE_STATES } from '../../central/wire/query.ts';
import { wireText } from '../../central/wire/values.ts';
import { wireStamp, wireStampMs } from '../../central/wireTime.ts';
import { credentialOf } from '../credentials.ts';
import type { DemoPerson } from '../people.ts';
import type { EffectStore } from './effects.ts';
import type { CentralFaults } from './faults.ts';
import { materialResult } from './materials.ts';

/** Region of the receiving system, the first six characters of its message ids. */
const RECEIVER_REGION = '990000';

/** An answer before it is written as JSON. `lost`: took effect, and the connection is to break instead of an answer. */
export interface BusinessAnswer {
  readonly lost: boolean;
  readonly body: {
    readonly infcode: 0 | -1;
    readonly inf_refmsgid: string;
    readonly refmsg_time: string;
    readonly respond_time: string;
    readonly err_msg: string;
    readonly output: unknown;
  };
}

/** What the business side of the stand-in works with. */
export interface BusinessParts {
  readonly people: readonly DemoPerson[];
  readonly store: EffectStore;
  readonly clock: Clock;
}

const personInput = z.object({
  data: z.object({ mdtrt_cert_type: wireText, mdtrt_cert_no: wireText, card_sn: wireText, certno: wireText }),
});
const queryInput = z.object({ data: z.object({ omsgid: wireText }) });
const materialInput = z.object({ data: z.object({ matl_code: wireText, psn_no: wireText }) });
const subjectInput = z.record(z.string(), z.object({ psn_no: wireText, certno: wireText }));

/** The person number (or document number) that an input of any transaction is about. */
function subjectOf(input: Readonly<Record<string, unknown>>): string {
  for (const node of Object.values(subjectInput.safeParse(input).data ?? {})) {
    if (node.psn_no !== '') return node.psn_no;
    if (node.certno !== '') return node.certno;
  }
  return '';
}

function findPerson(people: readonly DemoPerson[], input: unknown): DemoPerson | undefined {
  const data = personInput.safeParse(input).data?.data;
  if (data === undefined) return undefined;
  const known = people.filter((one) => one.knownToCentral);
  switch (data.mdtrt_cert_type) {
    case '01':
      return known.find((one) => credentialOf(one) === data.mdtrt_cert_no);
    case '02':
      return known.find((one) => one.person.idNumber === (data.mdtrt_cert_no || data.certno));
    case '03':
      return known.find(
        (one) => one.card.cardNumber === data.mdtrt_cert_no && one.card.cardIdentifier === data.card_sn,
      );
    default:
      return undefined;
  }
}

/** The transactions the stand-in knows by number; every other one is a filing or registration that takes effect. */
export const STAND_IN_TRANSACTIONS = { person: '1101', query: 'C900', material: /^C9(?!00)\d\d$/ } as const;

/** Answers one well-formed request. */
export function answerRequest(parts: BusinessParts, request: CentralRequest, faults: CentralFaults): BusinessAnswer {
  const { people, store, clock } = parts;
  const nowMs = clock.now();
  const respondedAt = wireStampMs(nowMs);
  const reference = RECEIVER_REGION + wireStamp(nowMs) + String(store.nextSerial()).padStart(10, '0');

  const head = { inf_refmsgid: reference, refmsg_time: respondedAt, respond_time: respondedAt };
  const success = (output: unknown): BusinessAnswer => ({
    lost: false,
    body: { infcode: 0, ...head, err_msg: '', output },
  });
  const refuse = (message: string): BusinessAnswer => ({
    lost: false,
    body: { infcode: -1, ...head, err_msg: message, output: null },
  });

  function lookUpPerson(): BusinessAnswer {
    const found = findPerson(people, request.input);
    return found === undefined ? refuse('未查询到人员信息') : success(writePerson(found.person));
  }

  function lookUpMaterial(): BusinessAnswer {
    const data = materialInput.safeParse(request.input).data?.data;
    const found = people.find((one) => one.knownToCentral && one.person.personNumber === data?.psn_no);
    return found === undefined
      ? refuse('未查询到人员信息')
      : success({ result: materialResult(data?.matl_code ?? '', found.person) });
  }

  function lookUpMessage(): BusinessAnswer {
    const messageId = queryInput.safeParse(request.input).data?.data.omsgid ?? '';
    const effect = store.find(messageId);
    if (effect !== null) {
      const { reference: refmsgid, serial, respondedAt: respond_time } = effect;
      return success({ result: { msg_stas: MESSAGE_STATES.taken, refmsgid, respond_time, trt_dcla_detl_sn: serial } });
    }
    const refusal = store.refusalOf(messageId);
    if (refusal !== null) return success({ result: { msg_stas: MESSAGE_STATES.refused, err_msg: refusal } });
    return success({ result: { msg_stas: MESSAGE_STATES.absent } });
  }

  function take(): BusinessAnswer {
    const earlier = store.find(request.msgid);
    if (earlier !== null) {
      store.countRepeat(request.msgid);
      if (faults.duplicateIsError) return refuse(`报文ID重复：${request.msgid}`);
      const same = success({ result: { trt_dcla_detl_sn: earlier.serial } });
      return { lost: faults.answersLost, body: { ...same.body, inf_refmsgid: earlier.reference } };
    }
    if (faults.refusal !== null) {
      store.refuse(request.msgid, faults.refusal);
      return refuse(faults.refusal);
    }
    const serial = `DCLA${reference.slice(-26)}`;
    const { msgid: messageId, infno: transaction, dev_safe_info: safety } = request;
    store.apply({ messageId, transaction, person: subjectOf(request.input), reference, serial, respondedAt, safety });
    return { lost: faults.answersLost, body: success({ result: { trt_dcla_detl_sn: serial } }).body };
  }

  if (request.infno === STAND_IN_TRANSACTIONS.person) return lookUpPerson();
  if (request.infno === STAND_IN_TRANSACTIONS.query) return lookUpMessage();
  if (STAND_IN_TRANSACTIONS.material.test(request.infno)) return lookUpMaterial();
  return take();
}
