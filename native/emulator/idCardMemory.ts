import type { IdCardSpec } from './idCardSpec.ts';

/** What is stored on a document, as the module gives it out. */
export interface IdCardMemory {
  /** 256 bytes of UTF-16LE. */
  readonly text: Uint8Array;
  /** 1024 bytes in place of a WLT photo: the same for the same number, and no picture of anyone. */
  readonly photo: Uint8Array;
  /** 70 bytes of UTF-16LE; undefined when nothing was written behind the printed address. */
  readonly appendedAddress: Uint8Array | undefined;
}

const TEXT_BYTES = 256;
const PHOTO_BYTES = 1_024;
const ADDRESS_BYTES = 70;

/** Puts a synthetic document into the bytes of its layout. Fields are filled up with blanks, as cards are. */
export function buildIdCard(spec: IdCardSpec): IdCardMemory {
  const text = block(TEXT_BYTES);
  for (const [at, bytes, value] of fields(spec)) text.set(block(bytes, value), at);
  return {
    text,
    photo: photoOf(spec.number),
    appendedAddress: spec.appendedAddress === undefined ? undefined : block(ADDRESS_BYTES, spec.appendedAddress),
  };
}

type Field = readonly [at: number, bytes: number, value: string];

/** Places of the fields: GA 467 and the supplements for `J`, `I` and `Y`. */
function fields(spec: IdCardSpec): readonly Field[] {
  const sex = spec.sex;
  const born = compact(spec.bornOn);
  const period: readonly Field[] = [
    [188, 16, compact(spec.validFrom)],
    [204, 16, spec.validTo === 'long-term' ? '长期' : compact(spec.validTo)],
  ];
  switch (spec.kind) {
    case 'citizen':
      return [...resident(spec, born), [32, 4, spec.ethnicGroup], ...period];
    case 'hmt-resident':
      return [...resident(spec, born), ...period, [220, 18, spec.passNumber], [238, 4, spec.issueCount], [248, 2, 'J']];
    case 'foreigner-2017':
      return [
        [0, 120, spec.englishName],
        [120, 2, sex],
        [122, 30, spec.number],
        [152, 6, spec.nationality],
        [158, 30, spec.chineseName ?? ''],
        ...period,
        [220, 16, born],
        [236, 4, spec.version],
        [240, 8, spec.authority],
        [248, 2, 'I'],
      ];
    case 'foreigner-2023':
      return [
        [0, 30, spec.chineseName ?? ''],
        [30, 2, sex],
        [32, 4, spec.issueCount],
        [36, 16, born],
        [52, 70, spec.englishName.slice(0, 35)],
        [122, 36, spec.number],
        ...period,
        [220, 22, spec.englishName.slice(35)],
        [242, 6, spec.nationality],
        [248, 2, 'Y'],
      ];
  }
}

function resident(
  spec: Extract<IdCardSpec, { readonly kind: 'citizen' | 'hmt-resident' }>,
  born: string,
): readonly Field[] {
  return [
    [0, 30, spec.name],
    [30, 2, spec.sex],
    [36, 16, born],
    [52, 70, spec.address],
    [122, 36, spec.number],
    [158, 30, spec.issuer],
  ];
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function block(bytes: number, value = ''): Uint8Array {
  return Uint8Array.from(Buffer.from(value.padEnd(bytes / 2, ' '), 'utf16le').subarray(0, bytes));
}

function photoOf(number: string): Uint8Array {
  const seed = Array.from(number).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 65_521, 7);
  return Uint8Array.from({ length: PHOTO_BYTES }, (_, index) => (seed + index * (seed % 251)) & 0xff);
}
