/** Money is counted in whole fen; yuan are only written and read. */
const FEN_PER_YUAN = 100;
/** Digits behind the point of one yuan. */
const FEN_DIGITS = 2;

/** Sign, yuan with or without groups of thousands, decimals, exponent. */
const AMOUNT = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/;
/** What people and systems write around an amount. */
const CURRENCY = /^[¥￥]|(?:元|CNY|RMB)$/gi;

/**
 * Digits behind the fen that count as none: what binary fractions leave of a decimal one (0.30000000000000004) has five equal
 * digits there. A true fraction of a fen does not.
 */
const NOISE = /^(?:0{5}\d*|9{5}\d*|0*)$/;

/** Fen as yuan with two digits, e.g. `1250` → `12.50`. */
export function yuanText(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / FEN_PER_YUAN);
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % FEN_PER_YUAN).padStart(FEN_DIGITS, '0')}`;
}

/** Fen in the one form in which people read amounts, on the screen and on paper: `286350` → `2,863.50 元`. Not for other systems. */
export function yuanInWords(fen: number): string {
  return `${yuanText(fen).replace(/\B(?=(?:\d{3})+\.)/g, ',')} 元`;
}

const IN_WORDS = /^[+-]?\d{1,3}(?:,\d{3})*\.\d{2} 元$/;

/** True for an amount as {@link yuanInWords} writes it. */
export function isYuanInWords(text: string): boolean {
  return IN_WORDS.test(text);
}

/** A text that is one amount with its currency, however it is written, as {@link yuanInWords} writes it; any other text as it is. */
export function amountInWords(text: string): string {
  const fen = text.replace(CURRENCY, '') === text ? undefined : readYuan(text);
  return fen === undefined ? text : yuanInWords(fen);
}

/**
 * Yuan in any of the forms systems write them (`12.5`, `1,373.63`, `.5`, `1E+3`, `￥12`, `0.30000000000000004`, full-width) in fen.
 * Undefined when it is no amount of whole fen or more than can be counted exactly.
 */
export function readYuan(text: string): number | undefined {
  const bare = text.normalize('NFKC').replace(/\s/g, '').replace(CURRENCY, '');
  const [, sign = '', whole = '', part = '', exponent = '0'] = AMOUNT.exec(bare) ?? [];
  const digits = whole.replaceAll(',', '') + part;
  if (digits === '') return undefined;
  // Where the fen end among the digits, the point moved by the exponent and by the two digits of a yuan.
  const end = digits.length - part.length + Number(exponent) + FEN_DIGITS;
  const counted = end <= 0 ? '' : digits.slice(0, end).padEnd(end, '0');
  const rest = end >= 0 ? digits.slice(end) : digits.padStart(digits.length - end, '0');
  if (!NOISE.test(rest)) return undefined;
  const fen = Number(counted) + (rest.startsWith('9') ? 1 : 0);
  if (!Number.isSafeInteger(fen)) return undefined;
  return sign === '-' && fen !== 0 ? -fen : fen;
}
