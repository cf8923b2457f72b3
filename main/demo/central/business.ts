import { z } from 'zod';
import type { CentralRequest } from '../../central/envelope.ts';
import { readJson } from '../../central/json.ts';
import type { Clock } from '../../domain/time.ts';
import { MESSAGE_STATES } from '../../central/wire/receipt.ts';
import { wireText } from '../../central/wire/values.ts';
import { wireStamp, wireStampMs } from '../../central/wireTime.ts';
import { credentialOf } from '../credentials.ts';
import type { DemoPerson } from '../people.ts';
import type { CentralEffect, EffectStore } from './effects.ts';
import type { CentralFaults } from './faults.ts';
import { materialResult } from './materials.ts';
import { writePerson } from './writePerson.ts';

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
  readonly clock: Pick<Clock, 'wall'>;
}

const personInput = z.object({
  data: z.object({ mdtrt_cert_type: wireText, mdtrt_cert_no: wireText, card_sn: wireText, certno: wireText }),
});
const queryInput = z.object({ data: z.object({ omsgid: wireText }) });
const materialInput = z.object({ data: z.object({ matl_code: wireText, psn_no: wireText }) });
const safetySchema = z.object({ contentHash: z.string() });
const subjectInput = z.record(z.string(), z.object({ psn_no: wireText, certno: wireText }));

/** The hash in `dev_safe_info`, '' where the sender gives none. */
function contentHashOf(safety: string): string {
  return safetySchema.safeParse(readJson(safety)).data?.contentHash ?? '';
}

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
const STAND_IN_TRANSACTIONS = { person: '1101', query: 'C900', material: /^C9(?!00)\d\d$/ } as const;

/** Some other message id. */
const anotherId = (messageId: string): string => `${messageId.slice(0, -1)}${messageId.endsWith('9') ? '8' : '9'}`;

/** Answers one well-formed request. */
export function answerRequest(parts: BusinessParts, request: CentralRequest, faults: CentralFaults): BusinessAnswer {
  const { people, store, clock } = parts;
  const nowMs = clock.wall().getTime();
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
    const omsgid = queryInput.safeParse(request.input).data?.data.omsgid ?? '';
    const effect = store.find(omsgid);
    if (effect !== null) {
      const { reference: refmsgid, contentHash: ocont_hash, serial, respondedAt: respond_time } = effect;
      const taken = { msg_stas: MESSAGE_STATES.taken, omsgid, ocont_hash, refmsgid, respond_time };
      return success({ result: { ...taken, trt_dcla_detl_sn: serial } });
    }
    const refusal = store.refusalOf(omsgid);
    if (refusal === null) return success({ result: { msg_stas: MESSAGE_STATES.absent, omsgid } });
    const { contentHash: ocont_hash, message: err_msg } = refusal;
    return success({ result: { msg_stas: MESSAGE_STATES.refused, omsgid, ocont_hash, err_msg } });
  }

  /** A receipt, as whole as the present fault leaves it. */
  function receiptOf(
    effect: Pick<CentralEffect, 'messageId' | 'contentHash' | 'serial' | 'reference'>,
  ): BusinessAnswer {
    const about = { omsgid: effect.messageId, ocont_hash: effect.contentHash };
    const row = { trt_dcla_detl_sn: effect.serial };
    const whole = success({ result: { ...row, ...about } }).body;
    const bodies = {
      whole: { ...whole, inf_refmsgid: effect.reference },
      'without-reference': { ...whole, inf_refmsgid: '' },
      'without-message': { ...whole, output: { result: row } },
      'of-another': { ...whole, output: { result: { ...row, ...about, omsgid: anotherId(effect.messageId) } } },
    } as const satisfies Record<CentralFaults['receipts'], BusinessAnswer['body']>;
    return { lost: faults.answersLost, body: bodies[faults.receipts] };
  }

  function take(): BusinessAnswer {
    const { msgid: messageId, infno: transaction, dev_safe_info: safety } = request;
    const earlier = store.find(messageId);
    if (earlier !== null && faults.repeats !== 'booked') {
      store.countRepeat(messageId);
      return faults.repeats === 'error' ? refuse(`报文ID重复：${messageId}`) : receiptOf(earlier);
    }
    const contentHash = contentHashOf(safety);
    if (faults.refusal !== null) {
      store.refuse({ messageId, contentHash, message: faults.refusal });
      return refuse(faults.refusal);
    }
    const serial = `DCLA${reference.slice(-26)}`;
    const person = subjectOf(request.input);
    store.apply({ messageId, contentHash, transaction, person, reference, serial, respondedAt, safety });
    return receiptOf({ messageId, contentHash, serial, reference });
  }

  if (request.infno === STAND_IN_TRANSACTIONS.person) return lookUpPerson();
  if (request.infno === STAND_IN_TRANSACTIONS.query) return lookUpMessage();
  if (STAND_IN_TRANSACTIONS.material.test(request.infno)) return lookUpMaterial();
  return take();
}
