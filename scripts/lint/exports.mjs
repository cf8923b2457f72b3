import { posix } from 'node:path';

/*
 * What is exported is there for somebody: every exported value of the product is imported by another of its files, and every
 * exported type is, too, or describes something in its own. What only tests import is dead, or a seam that says in
 * seams.mjs why it is one. A scan of the text is enough and takes a
 * second: all imports of this house are relative, with their ending, and by name.
 */

const DECLARED =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const enum|const|let|var|class|interface|type|enum|namespace) ([A-Za-z_$][\w$]*)/gm;
/** `export const { one, other: name } = …` and the same with a list. */
const UNPACKED = /^export (?:const|let|var) [{[]([^}\]]*)[}\]]/gm;
/** Lines that are nothing but words of people: an import in them imports nothing. */
const COMMENT = /^\s*(?:\/\/|\*|\/\*).*$/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}/gm;
const FROM = /\b(?:import|export)\s+(?:type\s+)?(\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s+'(\.[^']+)'/g;
const DYNAMIC = /\bimport\(\s*'(\.[^']+)'\s*\)(?:\s*\.then\(\s*\(\s*\{([^}]*)\})?/g;

/** @param {string} list as between braces @returns {string[]} the names on the side of the exporting file */
const namesIn = (list) =>
  list
    .replace(/[{}]/g, '')
    .split(',')
    .map((one) =>
      one
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*$/, '')
        .replace(/:.*$/, '')
        .trim(),
    )
    .filter((name) => name !== '');

/** @param {string} text @returns {string[]} every name the file exports */
function exportsOf(text) {
  const declared = [...text.matchAll(DECLARED)].map(([, name = '']) => name);
  const listed = [...text.matchAll(LISTED)].flatMap(([, list = '']) => namesIn(list.replace(/\w+ as /g, '')));
  const unpacked = [...text.matchAll(UNPACKED)].flatMap(([, list = '']) => namesIn(list.replace(/[\w$]+\s*: /g, '')));
  return [...declared, ...listed, ...unpacked];
}

/**
 * @param {string} text
 * @returns {{ readonly from: string, readonly names: readonly string[] | 'all' }[]} what the file takes from where
 */
function importsOf(text) {
  const static_ = [...text.matchAll(FROM)].map(([, what = '', from = '']) => ({
    from,
    names: what.startsWith('{') ? namesIn(what) : /** @type {const} */ ('all'),
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, from = '', list]) => ({
    from,
    names: list === undefined ? /** @type {const} */ ('all') : namesIn(list),
  }));
  return [...static_, ...dynamic];
}

/**
 * @param {ReadonlyMap<string, string>} files text by path
 * @returns {Map<string, Set<string> | 'all'>} names imported from each file
 */
function usesIn(files) {
  /** @type {Map<string, Set<string> | 'all'>} */
  const uses = new Map();
  for (const [file, text] of files) {
    for (const { from, names } of importsOf(text.replace(COMMENT, ''))) {
      const target = posix.join(posix.dirname(file), from);
      const before = uses.get(target);
      if (before === 'all') continue;
      uses.set(target, names === 'all' ? 'all' : new Set([...(before ?? []), ...names]));
    }
  }
  return uses;
}

/**
 * A type that another declaration of its file names is part of the shape of that one, whoever writes the name down. What names
 * only itself is not.
 *
 * @param {string} text @param {string} name
 */
function isPartOfAnother(text, name) {
  const own = new RegExp(`^export (?:interface|type) ${name}\\b`);
  const declarations = text.replace(/\/\*[\s\S]*?\*\//g, '').split(/^(?=[A-Za-z])/m);
  if (!declarations.some((one) => own.test(one))) return false;
  const named = new RegExp(`\\b${name}\\b`);
  return declarations.some((one) => !own.test(one) && named.test(one.replace(COMMENT, '')));
}

/** @param {ReadonlySet<string> | 'all' | undefined} names @param {string} name */
const isUsed = (names, name) => names === 'all' || names?.has(name) === true;

/**
 * @typedef {ReadonlyMap<string, string>} Texts by path from the root, with `/`
 * @param {{ readonly product: Texts, readonly configurations: Texts, readonly tests: Texts, readonly seams: ReadonlySet<string> }} house
 * @returns {string[]} what is wrong, one line each
 */
export function deadExports({ product, configurations, tests, seams }) {
  const inProduct = usesIn(new Map([...product, ...configurations]));
  const inTests = usesIn(tests);
  /** Exports that only tests import: a seam that is none of them is one no longer. @type {Set<string>} */
  const onlyTested = new Set();
  const dead = [...product].flatMap(([file, text]) =>
    exportsOf(text).flatMap((name) => {
      if (isPartOfAnother(text, name) || isUsed(inProduct.get(file), name)) return [];
      const named = `${file}: ${name}`;
      if (!isUsed(inTests.get(file), name)) return [`${named} is exported for nobody`];
      onlyTested.add(named);
      return seams.has(named) ? [] : [`${named} is exported for tests alone`];
    }),
  );
  const passedOn = [...product].flatMap(([file, text]) =>
    /^export \* from/m.test(text) ? [`${file}: what passes on everything hides what nobody uses; name it`] : [],
  );
  return [
    ...dead,
    ...passedOn,
    ...[...seams].filter((seam) => !onlyTested.has(seam)).map((seam) => `${seam} is a seam no longer`),
  ];
}
