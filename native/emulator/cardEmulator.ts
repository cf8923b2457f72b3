import iconv from 'iconv-lite';
import type { CardGeneration } from '../../main/domain/identity/socialSecurityCard.ts';
import { byteAt, fromHex } from '../card/bytes.ts';
import { CARD_ALGORITHMS, CARD_FILES, CARD_RECORDS, DDF_NAME, generationOf } from '../card/cardLayout.ts';
import type { CardRecordName } from '../card/cardLayout.ts';
import { createContacts, historicalBytes } from './cardContacts.ts';
import type { CardLine, ContactOptions } from './cardContacts.ts';
import { syntheticCardSchema } from './cardSpec.ts';
import type { SyntheticCard } from './cardSpec.ts';
import type { T1CardFault } from './t1Card.ts';

/** A card in software. */
export interface EmulatedCard {
  /** Power on or reset: forgets every selection. Undefined: the card stays mute. */
  powerOn(): Uint8Array | undefined;
  /**
   * One command as T=0 knows it (header and data, no Le behind data); the answer ends with the status word, 61xx and 6Cxx are left
   * to the terminal.
   */
  transmit(command: Uint8Array): Uint8Array;
  /** What goes over the contacts: a T=0 command, a T=1 block, a PPS; undefined when the card stays silent. */
  tpdu(bytes: Uint8Array): Uint8Array | undefined;
  /** Protocol and speed in use. */
  readonly line: () => CardLine;
  /** The next T=1 block of the card has this fault. */
  faultNext(fault: T1CardFault): void;
}

/** Most bytes of 姓名; the rest goes into 姓名扩展. */
const NAME_LENGTH = CARD_RECORDS.name.length;

/** Splits a name at 30 bytes of GB18030 without cutting a character; both parts may be padded with 00. */
export function splitName(name: string): { readonly name: Uint8Array; readonly extension: Uint8Array } {
  let head = '';
  for (const character of name) {
    if (iconv.encode(head + character, 'gb18030').length > NAME_LENGTH) break;
    head += character;
  }
  return {
    name: Uint8Array.from(iconv.encode(head, 'gb18030')),
    extension: Uint8Array.from(iconv.encode(name.slice(head.length), 'gb18030')),
  };
}

/** A record as it lies in the card: tag, length, padded value. */
interface WrittenRecord {
  readonly number: number;
  readonly tag: number;
  readonly bytes: Uint8Array;
  readonly free: boolean;
}

type Files = Readonly<Record<keyof typeof CARD_FILES, readonly WrittenRecord[]>>;

/** Makes a card; throws when the data are no card (they come from code or from a checked card file). */
export function buildCard(spec: SyntheticCard, contacts: ContactOptions = {}): EmulatedCard {
  const card = syntheticCardSchema.parse(spec);
  const generation = generationOf(card.specification);
  if (generation === undefined) throw new Error('the schema lets only generations 1 to 3 pass');
  const files = writeFiles(card, generation);
  const fci = writeFci(CARD_ALGORITHM_CODES[card.algorithm]);
  const historical = historicalBytes(fromHex(card.cardIdentifier));
  const fixedAtr = card.atr === undefined ? undefined : fromHex(card.atr);
  let application = false;
  let current: keyof typeof CARD_FILES | undefined;
  let waiting: Uint8Array | undefined;

  function select(p1: number, data: Uint8Array): Uint8Array {
    if (p1 === 0x04) {
      if (card.condition === 'blocked') return SW.blocked;
      if (card.condition === 'foreign' || !equal(data, DDF_NAME)) return SW.fileNotFound;
      application = true;
      current = undefined;
      waiting = fci;
      return Uint8Array.of(0x61, fci.length);
    }
    if (p1 !== 0x00 && p1 !== 0x02) return SW.wrongP1P2;
    const id = data.length === 2 ? byteAt(data, 0) * 0x100 + byteAt(data, 1) : undefined;
    if (p1 === 0x00 && id === MASTER_FILE) {
      application = false;
      current = undefined;
      return SW.ok;
    }
    const file = FILE_NAMES.find((name) => CARD_FILES[name] === id);
    if (!application || file === undefined) return SW.fileNotFound;
    current = file;
    return SW.ok;
  }

  function read(p1: number, p2: number, le: number): Uint8Array {
    const sfi = p2 >> 3;
    const file = sfi === 0 ? current : FILE_NAMES.find((name) => (CARD_FILES[name] & 0x1f) === sfi);
    if (file === undefined) return sfi === 0 ? SW.noCurrentFile : SW.fileNotFound;
    if (!application) return SW.fileNotFound;
    const mode = p2 & 0x07;
    if (mode !== BY_NUMBER && mode !== BY_TAG) return SW.wrongP1P2;
    const record = files[file].find((entry) => (mode === BY_NUMBER ? entry.number : entry.tag) === p1);
    if (record === undefined) return SW.recordNotFound;
    if (!record.free) return SW.securityNotSatisfied;
    if (le !== record.bytes.length) return Uint8Array.of(0x6c, record.bytes.length);
    current = file;
    return Uint8Array.from([...record.bytes, ...SW.ok]);
  }

  function getResponse(le: number): Uint8Array {
    if (waiting === undefined) return SW.conditionsNotSatisfied;
    if (le !== waiting.length) return Uint8Array.of(0x6c, waiting.length);
    const response = waiting;
    waiting = undefined;
    return Uint8Array.from([...response, ...SW.ok]);
  }

  function transmit(command: Uint8Array): Uint8Array {
    const [cla, ins, p1 = 0, p2 = 0, p3 = 0] = command;
    if (command.length < 4) return SW.wrongLength;
    if (cla !== 0x00) return SW.claNotSupported;
    if (ins !== INS.getResponse) waiting = undefined;
    const data = command.subarray(5);
    switch (ins) {
      case INS.select:
        return data.length === p3 ? select(p1, data) : SW.wrongLength;
      case INS.readRecord:
        return data.length === 0 ? read(p1, p2, p3) : SW.wrongLength;
      case INS.getResponse:
        return getResponse(p3);
      default:
        return SW.insNotSupported;
    }
  }

  /** Beyond T=0, Le may stand behind data: then the card gives the answer at once instead of 61xx. */
  function transmitWithLe(command: Uint8Array): Uint8Array {
    const withoutLe = command.subarray(0, -1);
    if (command.length < 6 || command.length !== byteAt(command, 4) + 6) return transmit(command);
    const answer = transmit(withoutLe);
    if (answer.length !== 2 || answer[0] !== 0x61) return answer;
    const le = byteAt(command, command.length - 1);
    return getResponse(le === 0 ? byteAt(answer, 1) : le);
  }

  const line = createContacts(contacts, historical, fixedAtr, (command, protocol) =>
    protocol === 0 ? transmit(command) : transmitWithLe(command),
  );

  return {
    powerOn() {
      application = false;
      current = undefined;
      waiting = undefined;
      return card.condition === 'mute' ? undefined : line.reset();
    },
    transmit,
    tpdu: line.tpdu,
    line: line.line,
    faultNext: line.faultNext,
  };
}

const INS = { select: 0xa4, readRecord: 0xb2, getResponse: 0xc0 } as const satisfies Record<string, number>;
const MASTER_FILE = 0x3f00;
const BY_TAG = 0x00;
const BY_NUMBER = 0x04;
const FILE_NAMES = ['basic', 'holder'] as const satisfies readonly (keyof typeof CARD_FILES)[];

/** Status words as sent. Source: LD/T 32-2015; ISO/IEC 7816-4. */
const SW = {
  ok: Uint8Array.of(0x90, 0x00),
  wrongLength: Uint8Array.of(0x67, 0x00),
  securityNotSatisfied: Uint8Array.of(0x69, 0x82),
  conditionsNotSatisfied: Uint8Array.of(0x69, 0x85),
  noCurrentFile: Uint8Array.of(0x69, 0x86),
  blocked: Uint8Array.of(0x6a, 0x81),
  fileNotFound: Uint8Array.of(0x6a, 0x82),
  recordNotFound: Uint8Array.of(0x6a, 0x83),
  wrongP1P2: Uint8Array.of(0x6a, 0x86),
  insNotSupported: Uint8Array.of(0x6d, 0x00),
  claNotSupported: Uint8Array.of(0x6e, 0x00),
} as const satisfies Record<string, Uint8Array>;

const CARD_ALGORITHM_CODES = { '3DES': 0x01, SSF33: 0x02, SM4: 0x03 } as const satisfies Record<
  (typeof CARD_ALGORITHMS)[keyof typeof CARD_ALGORITHMS],
  number
>;

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** FCI of the DDF as in recorded answers: name, SFI of the directory, issuer data with the algorithm. */
function writeFci(algorithm: number): Uint8Array {
  const proprietary = [0x88, 0x01, 0x01, 0x9f, 0x0c, 0x03, 0x86, 0x01, algorithm];
  const body = [0x84, DDF_NAME.length, ...DDF_NAME, 0xa5, proprietary.length, ...proprietary];
  return Uint8Array.from([0x6f, body.length, ...body]);
}

function writeFiles(card: ReturnType<typeof syntheticCardSchema.parse>, generation: CardGeneration): Files {
  const { name, extension } = splitName(card.name);
  const bcd = (text: string): Uint8Array => fromHex(text.replaceAll('-', ''));
  const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
  const values: Record<CardRecordName, Uint8Array> = {
    identifier: fromHex(card.cardIdentifier),
    category: ascii('1'),
    specification: ascii(card.specification),
    initialiser: fromHex(`${card.cardIdentifier.slice(0, 6)}${'F'.repeat(18)}`),
    issuedOn: bcd(card.issuedOn),
    expiresOn: bcd(card.expiresOn),
    cardNumber: ascii(card.cardNumber),
    socialSecurityNumber: ascii(card.socialSecurityNumber),
    name,
    nameExtension: extension,
    sex: ascii(card.sex),
    ethnicGroup: bcd(card.ethnicGroup),
    birthplace: bcd(card.birthplace),
    bornOn: bcd(card.bornOn),
  };
  if (extension.length > CARD_RECORDS.nameExtension.length) throw new Error('the name does not fit on a card');
  const records = (file: keyof typeof CARD_FILES): WrittenRecord[] =>
    Object.entries(CARD_RECORDS).flatMap(([key, layout]) => {
      const number = layout.number[generation];
      if (layout.file !== file || number === 0 || !isRecordName(key)) return [];
      const padded = new Uint8Array(layout.length);
      padded.set(values[key]);
      const bytes = Uint8Array.from([layout.tag, layout.length, ...padded]);
      return [{ number, tag: layout.tag, bytes, free: generation !== 3 || layout.freeOnThird }];
    });
  return { basic: records('basic'), holder: records('holder') };
}

function isRecordName(name: string): name is CardRecordName {
  return Object.hasOwn(CARD_RECORDS, name);
}
