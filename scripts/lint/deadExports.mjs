import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ROOT } from '../bootstrap.mjs';
import { seams } from './seams.mjs';

/*
 * What is exported is there for somebody: every exported value of the product is imported by another of its files, and every
 * exported type is, too, or describes something in its own. What only tests import is dead, or a seam that says in
 * seams.mjs why it is one. A scan of the text is enough and takes a
 * second: all imports of this house are relative, with their ending, and by name.
 */

const PRODUCT = ['main', 'native', 'renderer', 'scripts'];
/** What they are built, tested and checked with. */
const CONFIGURATIONS = ['electron.vite.config.ts', 'vitest.config.ts', 'oxlint.config.ts'];

const DECLARED = /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|interface|type) ([A-Za-z_$][\w$]*)/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}/gm;
const FROM = /\b(?:import|export)\s+(?:type\s+)?(\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s+'(\.[^']+)'/g;
const DYNAMIC = /\bimport\(\s*'(\.[^']+)'\s*\)(?:\s*\.then\(\s*\(\s*\{([^}]*)\})?/g;

/** @param {string} path below the root @returns {string[]} files in it */
function filesIn(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|tsx|mts|mjs)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(path, file).split(sep).join('/'));
}

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
  return [...declared, ...listed];
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
    for (const { from, names } of importsOf(text)) {
      const target = relative(ROOT, resolve(ROOT, dirname(file), from))
        .split(sep)
        .join('/');
      const before = uses.get(target);
      if (before === 'all') continue;
      uses.set(target, names === 'all' ? 'all' : new Set([...(before ?? []), ...names]));
    }
  }
  return uses;
}

/** @param {readonly string[]} paths @returns {Map<string, string>} */
const textsOf = (paths) =>
  new Map(paths.flatMap(filesIn).map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));

/**
 * A type that another declaration of its file names is part of the shape of that one, whoever writes the name down.
 *
 * @param {string} text @param {string} name
 */
function isPartOfAnother(text, name) {
  if (!new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(text)) return false;
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;
}

/** @returns {string[]} what is wrong, one line each */
function deadExports() {
  const product = textsOf(PRODUCT);
  const inProduct = usesIn(new Map([...product, ...textsOf(CONFIGURATIONS)]));
  const inTests = usesIn(textsOf(['test']));
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
  return [...dead, ...[...seams].filter((seam) => !onlyTested.has(seam)).map((seam) => `${seam} is a seam no longer`)];
}

/** @param {ReadonlySet<string> | 'all' | undefined} names @param {string} name */
const isUsed = (names, name) => names === 'all' || names?.has(name) === true;

for (const problem of deadExports()) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
