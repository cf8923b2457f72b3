import type { CardGeneration, SocialSecurityCard } from '../../main/domain/identity/socialSecurityCard.ts';
import { readRecord, selectByName, selectFile, transmit } from './apdu.ts';
import type { ApduExchange, CardProtocol } from './apdu.ts';
import { toHex } from './bytes.ts';
import { CARD_FILES, CARD_RECORDS, DDF_NAME, algorithmOfFci, decodeAscii, generationOf } from './cardLayout.ts';
import type { CardRecordName } from './cardLayout.ts';
import { assembleCard } from './assembleCard.ts';
import type { CardRefusal, FieldValue } from './assembleCard.ts';
import { explainStatusWord } from './statusWord.ts';

/** What reading came to: the card, a refusal of the card, or a failure of the way to it. */
export type ReadCardResult<Failure> =
  | { readonly kind: 'card'; readonly card: SocialSecurityCard }
  | { readonly kind: 'refused'; readonly refusal: CardRefusal }
  | { readonly kind: 'interrupted'; readonly failure: Failure };

/** Status words of SELECT that mean: issued, but blocked. */
const BLOCKED: ReadonlySet<number> = new Set([0x6a81, 0x6283, 0x9303]);
/**
 * Answers to the first read by tag that mean "not this way": then the whole card is read by record number (P2 = 04)
 * and the tag of what comes back is checked. Tag 01 is on every card, so "record not found" means the same.
 */
const NO_TAG_ADDRESSING: ReadonlySet<number> = new Set([0x6a81, 0x6a83, 0x6a86, 0x6b00]);
const WRONG_LENGTH = 0x6700;
const RECORD_NOT_FOUND: ReadonlySet<number> = new Set([0x6a82, 0x6a83]);
const NEEDS_AUTHENTICATION: ReadonlySet<number> = new Set([0x6982, 0x6985]);
/** 6282 says that the record is shorter than asked for; its own length byte tells the rest. */
const READ_OK: ReadonlySet<number> = new Set([0x9000, 0x6282]);

/** One step of the sequence: its value, or how the whole reading ends here. */
type Step<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly stop: Exclude<ReadCardResult<Failure>, { kind: 'card' }> };

interface Session<Failure> {
  readonly exchange: ApduExchange<Failure>;
  readonly protocol: CardProtocol;
  addressing: 'tag' | 'number';
}

/**
 * Reads a social-security card: application by name, then the records by tag. Third-generation cards give three
 * records without authentication, so nothing more is asked of them (LD/T 32-2015). `protocol` only decides whether Le
 * stands behind data; T=0 is understood everywhere but leaves the algorithm unknown with some T=1 cards.
 */
export async function readCard<Failure>(
  exchange: ApduExchange<Failure>,
  atrBytes: Uint8Array,
  protocol: CardProtocol = 'T=0',
): Promise<ReadCardResult<Failure>> {
  const session: Session<Failure> = { exchange, protocol, addressing: 'tag' };
  const selected = await selectApplication(session);
  if (!selected.ok) return selected.stop;
  const basic = await readBasic(session);
  if (!basic.ok) return basic.stop;
  const { generation } = basic.value;
  const values = new Map<CardRecordName, FieldValue>(basic.value.values);
  const rest = await readRest(session, generation, values);
  if (!rest.ok) return rest.stop;
  return assembleCard({ ...basic.value, values, algorithm: selected.value, atr: toHex(atrBytes) });
}

async function command<Failure>(session: Session<Failure>, apdu: Uint8Array, what: string) {
  const sent = await transmit(session.exchange, apdu);
  if (sent.ok) return { ok: true, value: sent.answer } as const;
  if (sent.failure === 'malformed-answer') return refuse('unreadable', `${what}: malformed answer`);
  return { ok: false, stop: { kind: 'interrupted', failure: sent.failure } } as const;
}

function refuse(fault: CardRefusal['fault'], detail: string) {
  return { ok: false, stop: { kind: 'refused', refusal: { fault, detail } } } as const;
}

async function selectApplication<Failure>(
  session: Session<Failure>,
): Promise<Step<SocialSecurityCard['algorithm'], Failure>> {
  let answer = await command(session, selectByName(DDF_NAME, session.protocol), 'SELECT DDF');
  if (answer.ok && answer.value.sw === WRONG_LENGTH && session.protocol !== 'T=0') {
    // A card that wants no Le behind data, as if it were T=0.
    answer = await command(session, selectByName(DDF_NAME, 'T=0'), 'SELECT DDF');
  }
  if (!answer.ok) return answer;
  const { sw, data } = answer.value;
  if (sw === 0x9000) return { ok: true, value: algorithmOfFci(data) };
  const fault = BLOCKED.has(sw) ? 'blocked' : 'not-a-social-security-card';
  return refuse(fault, `SELECT DDF: ${explainStatusWord(sw)}`);
}

async function select<Failure>(
  session: Session<Failure>,
  file: keyof typeof CARD_FILES,
): Promise<Step<'selected' | 'needs-psam', Failure>> {
  const answer = await command(session, selectFile(CARD_FILES[file]), `SELECT ${file}`);
  if (!answer.ok) return answer;
  const { sw } = answer.value;
  if (sw === 0x9000) return { ok: true, value: 'selected' };
  if (NEEDS_AUTHENTICATION.has(sw)) return { ok: true, value: 'needs-psam' };
  return refuse(BLOCKED.has(sw) ? 'blocked' : 'unreadable', `SELECT ${file}: ${explainStatusWord(sw)}`);
}

async function readField<Failure>(
  session: Session<Failure>,
  name: CardRecordName,
  generation: CardGeneration,
): Promise<Step<FieldValue, Failure>> {
  const { tag, length, number } = CARD_RECORDS[name];
  const which = session.addressing === 'tag' ? tag : number[generation];
  if (number[generation] === 0) return { ok: true, value: 'not-on-card' };
  const answer = await command(session, readRecord(session.addressing, which, length + 2), `READ ${name}`);
  if (!answer.ok) return answer;
  const { sw, data } = answer.value;
  if (NEEDS_AUTHENTICATION.has(sw)) return { ok: true, value: 'needs-psam' };
  if (session.addressing === 'tag' && name === 'identifier' && NO_TAG_ADDRESSING.has(sw)) {
    session.addressing = 'number';
    return readField(session, name, generation);
  }
  if (RECORD_NOT_FOUND.has(sw)) return { ok: true, value: 'not-on-card' };
  if (!READ_OK.has(sw)) return refuse('unreadable', `READ ${name}: ${explainStatusWord(sw)}`);
  const valueLength = data[1];
  if (data[0] !== tag || valueLength === undefined || valueLength > data.length - 2) {
    return refuse('unreadable', `READ ${name}: the record has another tag or length`);
  }
  return { ok: true, value: data.subarray(2, 2 + valueLength) };
}

interface BasicData {
  readonly generation: CardGeneration;
  readonly specification: string;
  readonly values: readonly (readonly [CardRecordName, FieldValue])[];
}

/** What every generation gives freely. Record numbers of this file are the same in all generations. */
async function readBasic<Failure>(session: Session<Failure>): Promise<Step<BasicData, Failure>> {
  const selected = await select(session, 'basic');
  if (!selected.ok) return selected;
  const values: [CardRecordName, FieldValue][] = [];
  for (const name of ['identifier', 'specification', 'cardNumber'] as const) {
    const value = await readField(session, name, 1);
    if (!value.ok) return value;
    values.push([name, value.value]);
  }
  const written = values[1]?.[1];
  const specification = written instanceof Uint8Array ? decodeAscii(written) : undefined;
  const generation = specification === undefined ? undefined : generationOf(specification);
  if (specification === undefined || generation === undefined) return refuse('unreadable', 'unknown specification');
  return { ok: true, value: { generation, specification, values } };
}

const BASIC_REST = ['issuedOn', 'expiresOn'] as const satisfies readonly CardRecordName[];
const HOLDER = [
  'socialSecurityNumber',
  'name',
  'nameExtension',
  'sex',
  'ethnicGroup',
  'birthplace',
  'bornOn',
] as const satisfies readonly CardRecordName[];

async function readRest<Failure>(
  session: Session<Failure>,
  generation: CardGeneration,
  values: Map<CardRecordName, FieldValue>,
): Promise<Step<undefined, Failure>> {
  if (generation === 3) return withhold(values, [...BASIC_REST, ...HOLDER]);
  const basic = await readFields(session, generation, BASIC_REST, values);
  if (!basic.ok) return basic;
  const holder = await select(session, 'holder');
  if (!holder.ok) return holder;
  if (holder.value === 'needs-psam') return withhold(values, HOLDER);
  return readFields(session, generation, HOLDER, values);
}

function withhold(values: Map<CardRecordName, FieldValue>, names: readonly CardRecordName[]) {
  for (const name of names) values.set(name, 'needs-psam');
  return { ok: true, value: undefined } as const;
}

async function readFields<Failure>(
  session: Session<Failure>,
  generation: CardGeneration,
  names: readonly CardRecordName[],
  values: Map<CardRecordName, FieldValue>,
): Promise<Step<undefined, Failure>> {
  for (const name of names) {
    const value = await readField(session, name, generation);
    if (!value.ok) return value;
    values.set(name, value.value);
  }
  return { ok: true, value: undefined };
}
