import { createHmac } from 'node:crypto';
import type { Credential } from '../domain/identity/credential.ts';
import type { CentralPerson } from '../domain/identity/person.ts';
import type { CentralConfig } from './config.ts';
import { writeRequest, type EnvelopeContent } from './envelope.ts';
import { createGatewaySigner } from './gateway.ts';
import type { AskOutcome, CentralSystem, Fetched, LookUpFailure, SubmitOutcome, SuppliedMaterial } from './port.ts';
import type { CentralOperator, OutboundMessage } from '../domain/delivery/delivery.ts';
import type { Clock, Timers } from '../domain/time.ts';
import { askOutcome, lookUpFailure, replyOf, submitOutcome, type Reply } from './reply.ts';
import type { CentralLog } from './log.ts';
import { createTransport, type CentralTransport } from './transport.ts';
import { materialQuery, readMaterial } from './wire/material.ts';
import { personQuery, readPerson } from './wire/person.ts';
import { messageQuery } from './wire/receipt.ts';
import { wireDate } from './wireTime.ts';

/** What the client needs from outside. */
export interface CentralClientParts {
  /** Insurance region of the hall, six digits (`mdtrtarea_admvs`). */
  readonly region: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** An id nobody ever had, for a question of our own; deliveries bring theirs. */
  readonly nextMessageId: () => string;
  readonly log: CentralLog;
  /** Certificates (PEM) of authorities that are trusted beside the usual ones. */
  readonly ca?: readonly string[];
  /** Given by tests; else HTTP to the configured endpoint. */
  readonly transport?: CentralTransport;
}

/** Length of the keyed hash that stands for a person in the log: enough to follow one, too short to search for one. */
const SUBJECT_LENGTH = 12;

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
  const transport = parts.transport ?? createTransport(config, parts.timers, parts.ca);
  const wallMs = (): number => clock.wall().getTime();
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
    const startedAt = clock.running();
    const exchange = await transport.post(writeRequest(sender, content), { ...sign(content.transaction, wallMs()) });
    const reply = replyOf(exchange, () => clock.wall().toISOString());
    log({
      level: reply.kind === 'success' ? 'info' : 'warn',
      event: 'central.exchange',
      transaction: content.transaction,
      messageId: content.messageId,
      ...(subject === undefined ? {} : { subject: subjectHash(subject) }),
      outcome: reply.kind,
      durationMs: Math.round(clock.running() - startedAt),
      detail:
        exchange.kind === 'answered' ? `HTTP ${exchange.status}` : [exchange.detail, exchange.code].join(' ').trim(),
    });
    return reply;
  }

  /** A question of our own: new id, present time. */
  function ask(
    question: Pick<EnvelopeContent, 'transaction' | 'input' | 'operator' | 'insuranceRegion'>,
    subject?: string,
  ): Promise<Reply> {
    const epochMs = wallMs();
    return call({ ...question, messageId: parts.nextMessageId(), epochMs }, subject);
  }

  return {
    async lookUpPerson(credential, operator): Promise<Fetched<CentralPerson> | LookUpFailure> {
      const { person: transaction } = config.transactions;
      // The citizen's region is what this look-up is to find out.
      const question = { transaction, operator, insuranceRegion: '', input: personQuery(credential) };
      const reply = await ask(question, credentialSubject(credential));
      if (reply.kind !== 'success') return lookUpFailure(reply, config.nobodyFound);
      const reading = readPerson(reply.output, wireDate(wallMs()), credential);
      switch (reading.kind) {
        case 'person':
          return { ok: true, value: reading.person, reference: reply.reference, at: reply.at };
        case 'nobody':
          return { ok: false, code: 'not-found', message: '中心系统查无此人' };
        case 'broken':
          return { ok: false, code: 'broken', message: reading.message };
      }
    },

    async obtainMaterial(request, operator: CentralOperator): Promise<Fetched<SuppliedMaterial> | LookUpFailure> {
      const { materialCode, itemCode, person, insuranceRegion = region } = request;
      const { material, materials } = config.transactions;
      const transaction = Object.hasOwn(materials, materialCode) ? (materials[materialCode] ?? material) : material;
      const input = materialQuery(materialCode, itemCode, person);
      const reply = await ask({ transaction, operator, insuranceRegion, input }, person.idNumber);
      if (reply.kind !== 'success') return lookUpFailure(reply, config.nobodyFound);
      const value = readMaterial(reply.output);
      if (value === null) return { ok: false, code: 'broken', message: '材料信息格式不符' };
      return { ok: true, value, reference: reply.reference, at: reply.at };
    },

    async submit(message: OutboundMessage): Promise<SubmitOutcome> {
      const { transaction, messageId, insuranceRegion, operator, input, journalHead, contentHash } = message;
      const safety = JSON.stringify({
        journalSequence: journalHead.sequence,
        journalHash: journalHead.hash,
        contentHash,
      });
      const epochMs = Date.parse(message.completedAt);
      const content = { transaction, messageId, insuranceRegion, operator, input, safety, epochMs };
      return submitOutcome(await call(content), message);
    },

    async ask(message): Promise<AskOutcome> {
      const { query: transaction } = config.transactions;
      const question = {
        transaction,
        operator: config.systemOperator,
        insuranceRegion: '',
        input: messageQuery(message.messageId),
      };
      return askOutcome(await ask(question), message);
    },

    isReachable: () => transport.isAnswering(),
    close: () => transport.close(),
  };
}
