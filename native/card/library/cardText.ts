import iconv from 'iconv-lite';
import type { SocialSecurityCard, WithheldReason } from '../../../main/domain/identity/socialSecurityCard.ts';
import { readWrittenDate } from '../../../main/domain/calendar/writtenDate.ts';
import { withoutPadding } from '../../../main/domain/text/plainText.ts';
import { generationOf } from '../cardLayout.ts';

/** The card, or why the text is none. */
export type CardTextResult =
  | { readonly ok: true; readonly card: SocialSecurityCard }
  /** Names the field only; no personal data. */
  | { readonly ok: false; readonly detail: string };

/** Places of the fields in the answer of iReadCardBas and of both ReadCardBas; each is followed by `|`. Place 0 is the region. */
const PLACES = {
  socialSecurityNumber: 1,
  cardNumber: 2,
  cardIdentifier: 3,
  name: 4,
  reset: 5,
  specification: 6,
  issuedOn: 7,
  expiresOn: 8,
} as const satisfies Record<string, number>;

/** No such text has more fields than this, appended ones included; the rest is not looked at. */
const MOST_FIELDS = 64;

/**
 * Reads the text a library gives for a card: GBK, ended by 00, fields separated by `|`. Lenient, because drivers leave out the
 * last fields or append their own, fill fields up with blanks of either width, write dates in their own way, and blank cards have
 * empty ones. Without 卡识别码 and 规范版本, or with a name that is no GBK, there
 * is no card: a character cut in half swallows the `|` behind it and shifts what follows, so the version is then missing, too.
 */
export function parseCardText(bytes: Uint8Array): CardTextResult {
  const end = bytes.indexOf(0);
  const text = iconv.decode(Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)), 'gb18030');
  const fields = text.split('|', MOST_FIELDS).map(withoutPadding);
  const at = (name: keyof typeof PLACES): string | undefined => fields[PLACES[name]];
  /** What is figures and letters by its kind, in their narrow form. */
  const narrow = (name: keyof typeof PLACES): string | undefined => at(name)?.normalize('NFKC');

  const cardIdentifier = narrow('cardIdentifier')?.toUpperCase() ?? '';
  if (!/^[0-9A-F]{32}$/.test(cardIdentifier)) return { ok: false, detail: '卡识别码缺失或格式不对' };
  const specification = narrow('specification') ?? '';
  // Strictly: a date that has slipped into this place must not pass for a version.
  const generation = /^\d\.\d{1,2}$/.test(specification) ? generationOf(specification) : undefined;
  if (generation === undefined) return { ok: false, detail: '规范版本缺失或格式不对' };
  const name = at('name') ?? '';
  if (name.includes('\uFFFD')) return { ok: false, detail: '姓名不是完整的汉字编码' };

  const cardNumber = printable(narrow('cardNumber'))?.slice(0, 9);
  const socialSecurityNumber = printable(narrow('socialSecurityNumber'))?.toUpperCase();
  const issuedOn = readWrittenDate(at('issuedOn') ?? '');
  const expiresOn = readWrittenDate(at('expiresOn') ?? '');
  const absent = (
    [
      ['cardNumber', cardNumber],
      ['issuedOn', issuedOn],
      ['expiresOn', expiresOn],
      ['socialSecurityNumber', socialSecurityNumber],
      ['name', name === '' ? undefined : name],
    ] as const
  ).filter(([, value]) => value === undefined);
  return {
    ok: true,
    card: {
      generation,
      specification,
      cardIdentifier,
      cardNumber: cardNumber ?? '',
      ...(issuedOn === undefined ? {} : { issuedOn }),
      ...(expiresOn === undefined ? {} : { expiresOn }),
      ...(socialSecurityNumber === undefined ? {} : { socialSecurityNumber }),
      ...(name === '' ? {} : { name }),
      withheld: [
        ...absent.map(([field]) => ({ field, reason: reasonOf(at(field)) })),
        ...NEVER_GIVEN.map((field) => ({ field, reason: 'not-given-by-library' as const })),
      ],
      // The libraries give the historical bytes of the ATR only.
      atr: printable(narrow('reset')) ?? '',
    },
  };
}

/** What the card has and these libraries do not tell. */
const NEVER_GIVEN = [
  'sex',
  'ethnicGroup',
  'birthplace',
  'bornOn',
] as const satisfies readonly (keyof SocialSecurityCard)[];

/** An empty field: the card has none (blank cards of version 3.00). A missing one: the library left it out. Any other cannot be read. */
function reasonOf(field: string | undefined): WithheldReason {
  if (field === undefined) return 'not-given-by-library';
  return field === '' ? 'not-on-card' : 'faulty';
}

/** The field as printable ASCII; undefined when it is empty or anything else. */
function printable(field: string | undefined): string | undefined {
  return field !== undefined && /^[\x21-\x7e]{1,64}$/.test(field) ? field : undefined;
}
