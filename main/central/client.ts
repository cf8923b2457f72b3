import { createHmac } from 'node:crypto';
import type { CentralPerson } from '../domain/identity/person.ts';
import { unreachable } from '../domain/result.ts';
import type { CentralConfig } from './config.ts';
import { readAnswer, writeRequest, type AnswerReading, type EnvelopeContent } from './envelope.ts';
import { createGatewaySigner, gatewayVerdict, type GatewayVerdict } from './gateway.ts';
import type {
  AskOutcome,
  CentralSystem,
  Credential,
  Fetched,
  LookUpFailure,
  SubmitOutcome,
  SuppliedMaterial,
} from './port.ts';
import type { CentralOperator, OutboundMessage, Receipt } from '../domain/delivery/delivery.ts';
import type { CentralLog, Clock } from './runtime.ts';
import { createTransport, type CentralTransport } from './transport.ts';
import { materialQuery, readMaterial } from './wire/material.ts';
import { personQuery, readPerson } from './wire/person.ts';
import { messageQuery, readDeclarationSerial, readMessageState } from './wire/query.ts';
import { readWireStamp, wireDate } from './wireTime.ts';

/** What the client needs from outside. */
export interface CentralClientParts {
  /** Insurance region of the hall, six digits (`mdtrtarea_admvs`). */
  readonly region: string;
  readonly clock: Clock;
  /** An id nobody ever had, for a question of our own; deliveries bring theirs. */
  readonly nextMessageId: () => string;
  readonly log: CentralLog;
  /** Given by tests; else HTTP to the configured endpoint. */
  readonly transport?: CentralTransport;
}

/** What came of one exchange, transport and envelope together. */
type Reply =
  | { readonly kind: 'success'; readonly reference: string; readonly at: string; readonly output: unknown }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'gateway'; readonly verdict: GatewayVerdict; readonly detail: string }
  | { readonly kind: 'not-connected' | 'unanswered' | 'broken'; readonly detail: string };

/** Says of a refused look-up that nobody was found; the platform has no code for it, only words. */
const NOBODY_FOUND = /(未|没有|无法)(查询|查找|检索|找|查)到|不存在|无此人|查无/;

/** Length of the keyed hash that stands for a person in the log: enough to follow one, too short to search for one. */
const SUBJECT_LENGTH = 12;

function classify(status: number, reading: AnswerReading, nowMs: number): Reply {
  // A 5xx page does not say how far the request came, whatever its body claims.
  if (status >= 500) return { kind: 'gateway', verdict: 'unknown', detail: `对方系统出错 (HTTP ${status})` };
  switch (reading.kind) {
    case 'success': {
      const at = readWireStamp(reading.respondedAt) ?? new Date(nowMs).toISOString();
      return { kind: 'success', reference: reading.reference, at, output: reading.output };
    }
    case 'refused':
      return { kind: 'refused', message: reading.message };
    case 'gateway': {
      const detail = `网关拒绝：${reading.message} (${reading.code})`;
      return { kind: 'gateway', verdict: gatewayVerdict(reading.code), detail };
    }
    case 'garbage':
      if (status >= 400)
        return { kind: 'gateway', verdict: gatewayVerdict(status), detail: `网关拒绝 (HTTP ${status})` };
      return { kind: 'broken', detail: '回复格式不符' };
    default:
      return unreachable(reading, 'answer');
  }
}

function lookUpFailure(reply: Exclude<Reply, { kind: 'success' }>): LookUpFailure {
  switch (reply.kind) {
    case 'refused':
      return { ok: false, code: NOBODY_FOUND.test(reply.message) ? 'not-found' : 'refused', message: reply.message };
    case 'broken':
      return { ok: false, code: 'broken', message: reply.detail };
    case 'gateway':
    case 'not-connected':
    case 'unanswered':
      return { ok: false, code: 'unreachable', message: reply.detail };
    default:
      return unreachable(reply, 'reply');
  }
}

function submitOutcome(reply: Reply): SubmitOutcome {
  switch (reply.kind) {
    case 'success': {
      const declarationSerial = readDeclarationSerial(reply.output);
      const receipt: Receipt = {
        reference: reply.reference,
        at: reply.at,
        ...(declarationSerial === undefined ? {} : { declarationSerial }),
      };
      return { outcome: 'delivered', receipt };
    }
    case 'refused':
      return { outcome: 'refused', message: reply.message };
    case 'not-connected':
      return { outcome: 'not-sent', detail: reply.detail };
    case 'unanswered':
    case 'broken':
      return { outcome: 'unknown', detail: reply.detail };
    case 'gateway':
      switch (reply.verdict) {
        case 'kept-out':
          return { outcome: 'not-sent', detail: reply.detail };
        case 'rejected':
          return { outcome: 'refused', message: reply.detail };
        case 'unknown':
          return { outcome: 'unknown', detail: reply.detail };
      }
  }
}

function askOutcome(reply: Reply): AskOutcome {
  if (reply.kind === 'refused') return { outcome: 'unknown', detail: `查询被拒绝：${reply.message}` };
  if (reply.kind !== 'success') return { outcome: 'unknown', detail: reply.detail };
  const state = readMessageState(reply.output);
  switch (state.kind) {
    case 'taken': {
      const at = readWireStamp(state.respondedAt) ?? reply.at;
      const serial = state.serial === '' ? {} : { declarationSerial: state.serial };
      return { outcome: 'delivered', receipt: { reference: state.reference, at, ...serial } };
    }
    case 'refused':
      return { outcome: 'refused', message: state.message };
    case 'absent':
      return { outcome: 'absent' };
    case 'broken':
      return { outcome: 'unknown', detail: '查询回复格式不符' };
  }
}

function credentialSubject(credential: Credential): string {
  switch (credential.kind) {
    case 'social-card':
      return credential.cardNumber;
    case 'id-number':
      return credential.idNumber;
    case 'e-credential':
      return credential.token;
  }
}

/** The central system behind the national platform's envelope. */
export function createCentralClient(config: CentralConfig, parts: CentralClientParts): CentralSystem {
  const { clock, log, region } = parts;
  const transport = parts.transport ?? createTransport(config);
  const sign = createGatewaySigner(config);
  const sender = {
    institutionCode: config.institutionCode,
    institutionName: config.institutionName,
    receiver: config.receiver,
    interfaceVersion: config.interfaceVersion,
    region,
  };

  function subjectHash(subject: string): string {
    return createHmac('sha256', config.secretKey).update(subject, 'utf8').digest('hex').slice(0, SUBJECT_LENGTH);
  }

  /** `subject`: whom the call is about; a delivery is known by its message id and needs none. */
  async function call(content: EnvelopeContent, subject?: string): Promise<Reply> {
    const startedAt = clock.now();
    const exchange = await transport.post(writeRequest(sender, content), { ...sign(content.transaction, startedAt) });
    const endedAt = clock.now();
    const reply: Reply =
      exchange.kind === 'answered'
        ? classify(exchange.status, readAnswer(exchange.body), endedAt)
        : { kind: exchange.kind === 'oversized' ? 'broken' : exchange.kind, detail: exchange.detail };
    log({
      level: reply.kind === 'success' ? 'info' : 'warn',
      event: 'central.exchange',
      transaction: content.transaction,
      messageId: content.messageId,
      ...(subject === undefined ? {} : { subject: subjectHash(subject) }),
      outcome: reply.kind,
      durationMs: endedAt - startedAt,
      ...(exchange.kind === 'answered' ? { detail: `HTTP ${exchange.status}` } : { detail: exchange.detail }),
    });
    return reply;
  }

  /** A question of our own: new id, present time. */
  function ask(
    question: Pick<EnvelopeContent, 'transaction' | 'input' | 'operator' | 'insuranceRegion'>,
    subject?: string,
  ): Promise<Reply> {
    const epochMs = clock.now();
    return call({ ...question, messageId: parts.nextMessageId(), epochMs }, subject);
  }

  return {
    async lookUpPerson(credential, operator): Promise<Fetched<CentralPerson> | LookUpFailure> {
      const { person: transaction } = config.transactions;
      // The citizen's region is what this look-up is to find out.
      const question = { transaction, operator, insuranceRegion: '', input: personQuery(credential) };
      const reply = await ask(question, credentialSubject(credential));
      if (reply.kind !== 'success') return lookUpFailure(reply);
      const reading = readPerson(reply.output, wireDate(clock.now()));
      switch (reading.kind) {
        case 'person':
          return { ok: true, value: reading.person, reference: reply.reference, at: reply.at };
        case 'nobody':
          return { ok: false, code: 'not-found', message: '中心系统查无此人' };
        case 'broken':
          return { ok: false, code: 'broken', message: '人员信息格式不符' };
      }
    },

    async obtainMaterial(request, operator: CentralOperator): Promise<Fetched<SuppliedMaterial> | LookUpFailure> {
      const { materialCode, itemCode, person } = request;
      const { material, materials } = config.transactions;
      const transaction = Object.hasOwn(materials, materialCode) ? (materials[materialCode] ?? material) : material;
      const insuranceRegion = person.insurances[0]?.region ?? region;
      const input = materialQuery(materialCode, itemCode, person);
      const reply = await ask({ transaction, operator, insuranceRegion, input }, person.idNumber);
      if (reply.kind !== 'success') return lookUpFailure(reply);
      const value = readMaterial(reply.output);
      if (value === null) return { ok: false, code: 'broken', message: '材料信息格式不符' };
      return { ok: true, value, reference: reply.reference, at: reply.at };
    },

    async submit(message: OutboundMessage): Promise<SubmitOutcome> {
      const { transaction, messageId, insuranceRegion, operator, input, journalHead } = message;
      const safety = JSON.stringify({ journalSequence: journalHead.sequence, journalHash: journalHead.hash });
      const epochMs = Date.parse(message.completedAt);
      const content = { transaction, messageId, insuranceRegion, operator, input, safety, epochMs };
      return submitOutcome(await call(content));
    },

    async ask(messageId): Promise<AskOutcome> {
      const { query: transaction } = config.transactions;
      const question = {
        transaction,
        operator: config.systemOperator,
        insuranceRegion: '',
        input: messageQuery(messageId),
      };
      return askOutcome(await ask(question));
    },

    isReachable: () => transport.isAnswering(),
    close: () => transport.close(),
  };
}
