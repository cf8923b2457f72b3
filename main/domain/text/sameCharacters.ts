/**
 * The one list of characters that are the same and only written by different code points. Comparing, printing and showing
 * all go by it, so that what compares as equal looks equal.
 */

/**
 * Radicals (U+2E80–2EFF) and strokes (U+31C0–31E3) with the ideograph each is, hexadecimal. Source: Unicode Character
 * Database, EquivalentUnifiedIdeograph.txt. The Kangxi radicals (U+2F00–2FD5) need no rows: their compatibility
 * decomposition is the same ideograph. U+2E80 is the one radical that is no ideograph.
 */
const RADICALS = `
  2e81:5382 2e82:4e5b 2e83:4e5a 2e84:4e59 2e85:4ebb 2e86:5182 2e87:20628 2e88:5200 2e89:5202 2e8a:535c 2e8b:353e
  2e8c:5c0f 2e8d:5c0f 2e8e:5140 2e8f:5c23 2e90:5c22 2e91:21bc2 2e92:5df3 2e93:5e7a 2e94:5f51 2e95:5f50 2e96:5fc4
  2e97:5fc3 2e98:624c 2e99:6535 2e9b:65e1 2e9c:65e5 2e9d:6708 2e9e:6b7a 2e9f:6bcd 2ea0:6c11 2ea1:6c35 2ea2:6c3a
  2ea3:706c 2ea4:722b 2ea5:722b 2ea6:4e2c 2ea7:725b 2ea8:72ad 2ea9:738b 2eaa:24d14 2eab:76ee 2eac:793a 2ead:793b
  2eae:25ad7 2eaf:7cf9 2eb0:7e9f 2eb1:7f53 2eb2:7f52 2eb3:34c1 2eb4:5197 2eb5:2626b 2eb6:7f8a 2eb7:2634c 2eb8:2634b
  2eb9:8002 2eba:8080 2ebb:807f 2ebc:8089 2ebd:26951 2ebe:8279 2ebf:8279 2ec0:8279 2ec1:864e 2ec2:8864 2ec3:8980
  2ec4:897f 2ec5:89c1 2ec6:89d2 2ec7:278b2 2ec8:8ba0 2ec9:8d1d 2eca:27fb7 2ecb:8f66 2ecc:8fb6 2ecd:8fb6 2ece:8fb6
  2ecf:9091 2ed0:9485 2ed1:9577 2ed2:9578 2ed3:957f 2ed4:95e8 2ed5:28e0f 2ed6:961d 2ed7:96e8 2ed8:9752 2ed9:97e6
  2eda:9875 2edb:98ce 2edc:98de 2edd:98df 2ede:2967f 2edf:98e0 2ee0:9963 2ee1:29810 2ee2:9a6c 2ee3:9aa8 2ee4:9b3c
  2ee5:9c7c 2ee6:9e1f 2ee7:5364 2ee8:9ea6 2ee9:9ec4 2eea:9efe 2eeb:6589 2eec:9f50 2eed:6b6f 2eee:9f7f 2eef:7adc
  2ef0:9f99 2ef1:9f9c 2ef2:4e80 2ef3:9f9f 31c6:200cc 31cf:4e40 31d0:4e00 31d1:4e28 31d2:4e3f 31d3:4e3f 31d4:4e36
  31d5:200cd 31d6:4e5b 31d7:200ca 31d8:200ce 31d9:2010c 31da:4e85 31db:21fe8 31dc:200cb 31dd:4e40 31de:200d1
  31df:4e5a 31e0:4e59 31e1:2010e
`;

/**
 * What GBK and the earlier editions of GB 18030 had no code point for and kept in Unicode's private use area, with the code
 * point GB 18030-2022 gives it. Registers, ID cards and fonts filled before then still have the former one. The run
 * U+E815–E864 is the row FE50–FEA0 in order. Source: GB 18030-2000, -2005 and -2022, annexes on changed code points.
 */
const FORMER_CODE_POINTS = `
  e76c:20ac e78d:fe10 e78e:fe12 e78f:fe11 e790:fe13 e791:fe14 e792:fe15 e793:fe16 e794:fe17 e795:fe18 e796:fe19
  e7c7:1e3f e7c8:1f9 e7e7:303e e7e8:2ff0 e7e9:2ff1 e7ea:2ff2 e7eb:2ff3 e7ec:2ff4 e7ed:2ff5 e7ee:2ff6 e7ef:2ff7
  e7f0:2ff8 e7f1:2ff9 e7f2:2ffa e7f3:2ffb e815:2e81 e816:20087 e817:20089 e818:200cc e819:2e84 e81a:3473 e81b:3447
  e81c:2e88 e81d:2e8b e81e:9fb4 e81f:359e e820:361a e821:360e e822:2e8c e823:2e97 e824:396e e825:3918 e826:9fb5
  e827:39cf e828:39df e829:3a73 e82a:39d0 e82b:9fb6 e82c:9fb7 e82d:3b4e e82e:3c6e e82f:3ce0 e830:2ea7 e831:215d7
  e832:9fb8 e833:2eaa e834:4056 e835:415f e836:2eae e837:4337 e838:2eb3 e839:2eb6 e83a:2eb7 e83b:2298f e83c:43b1
  e83d:43ac e83e:2ebb e83f:43dd e840:44d6 e841:4661 e842:464c e843:9fb9 e844:4723 e845:4729 e846:477c e847:478d
  e848:2eca e849:4947 e84a:497a e84b:497d e84c:4982 e84d:4983 e84e:4985 e84f:4986 e850:499f e851:499b e852:49b7
  e853:49b6 e854:9fba e855:241fe e856:4ca3 e857:4c9f e858:4ca0 e859:4ca1 e85a:4c77 e85b:4ca2 e85c:4d13 e85d:4d14
  e85e:4d15 e85f:4d16 e860:4d17 e861:4d18 e862:4d19 e863:4dae e864:9fbb
`;

function pairs(table: string): readonly (readonly [string, string])[] {
  return table
    .trim()
    .split(/\s+/)
    .map((row) => {
      const [from = '', to = ''] = row.split(':');
      return [character(from), character(to)] as const;
    });
}

function character(hexadecimal: string): string {
  return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
}

const radicals = new Map(pairs(RADICALS));
const encoded = new Map(pairs(FORMER_CODE_POINTS));
const former = new Map(pairs(FORMER_CODE_POINTS).map(([from, to]) => [to, from]));

/** Kangxi radicals and compatibility ideographs: Unicode itself decomposes each into one ideograph. */
const DECOMPOSED = /[\u2F00-\u2FDF\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;

/** Everything that can be in one of the tables, to pass over all other text quickly. */
const FOLDED = /[\u2E80-\u2FDF\u31C0-\u31EF\uE000-\uFAFF\u{2F800}-\u{2FA1F}]/u;

/**
 * The text with every ideograph by its one code point: radicals, compatibility ideographs and former private code points
 * become the unified ideograph. Private use that no standard ever named stays: nobody knows what it is.
 */
export function unifyIdeographs(text: string): string {
  if (!FOLDED.test(text)) return text;
  return Array.from(text, (one) => {
    const now = presentCodePoint(one);
    return radicals.get(now) ?? now;
  })
    .join('')
    .replace(DECOMPOSED, (ideograph) => ideograph.normalize('NFKC'));
}

/** The code point GB 18030-2022 gives to what earlier editions kept in private use; any other character as it is. */
export function presentCodePoint(one: string): string {
  return encoded.get(one) ?? one;
}

/**
 * The private code point a character had in GBK and the earlier editions of GB 18030, undefined when it had none. Printers'
 * fonts have the glyph at that place.
 */
export function formerCodePoint(one: string): string | undefined {
  return former.get(one);
}

/** A family of marks that are written in many ways and mean one: the sign it is printed as. */
export const markSigns = { dot: '·', hyphen: '-', apostrophe: "'", quote: '"' } as const satisfies Record<
  string,
  string
>;

/** A family of marks. */
export type MarkFamily = keyof typeof markSigns;

/** Members of each family. Sources: Unicode's list of confusable characters, and what Chinese input methods offer. */
const families: readonly (readonly [MarkFamily, string])[] = [
  // What is found between the parts of a name: middle dots, bullets, full stops.
  [
    'dot',
    '.·\u02D9\u0387\u05C5\u0701\u0702\u119E\u1427\u16EB\u2022\u2024\u2027\u2218\u2219\u22C4\u22C5\u2299\u25AA\u25CF' +
      '\u25E6\u26AB\u2981\u2B24\u2B29\u2E30\u2E31\u2E33\u3002\u30FB\u318D\uA78F\uFE12\uFE52\uFF0E\uFF61\uFF65\u{10101}\u{1D16D}',
  ],
  [
    'hyphen',
    '-\u00AF\u02D7\u058A\u05BE\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207B\u208B\u2212\u2500\u2501\u2796\u2E3A\u2E3B' +
      '\u30FC\uFE31\uFE32\uFE58\uFE63\uFF0D\uFF70',
  ],
  [
    'apostrophe',
    "'`\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02C8\u02CA\u02CB\u055A\u05F3\u1FBF\u2018\u2019\u201A\u201B\u2032\u2035\uA78C" +
      '\uFF07\uFF40',
  ],
  [
    'quote',
    '"\u02BA\u02DD\u02EE\u05F4\u201C\u201D\u201E\u201F\u2033\u2036\u301D\u301E\u301F\uFF02«»‹›「」『』《》〈〉',
  ],
];

const membership = new Map(
  families.flatMap(([family, members]) => Array.from(members, (member) => [member, family] as const)),
);

/** The family a mark belongs to, undefined for every other character. */
export function markFamily(one: string): MarkFamily | undefined {
  return membership.get(one);
}
