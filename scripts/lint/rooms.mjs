import { dirname, join, relative, resolve, sep } from 'node:path';
import { ROOT } from '../bootstrap.mjs';

/**
 * The rooms of the house: which folder each is, and from which others it may import. A room that is not named here (the
 * configurations in the root) may import whatever it needs.
 *
 * @type {Readonly<Record<string, { readonly folder: string, readonly mayImport: readonly string[] }>>}
 */
const rooms = {
  domain: { folder: 'main/domain', mayImport: [] },
  catalogue: { folder: 'main/catalogue', mayImport: ['domain'] },
  contract: { folder: 'main/contract', mayImport: ['domain'] },
  store: { folder: 'main/store', mayImport: ['domain'] },
  central: { folder: 'main/central', mayImport: ['domain'] },
  services: { folder: 'main/services', mayImport: ['domain', 'contract', 'store', 'central', 'native'] },
  api: { folder: 'main/api', mayImport: ['domain', 'contract', 'services'] },
  demo: { folder: 'main/demo', mayImport: ['domain', 'catalogue', 'contract', 'central', 'native'] },
  core: {
    folder: 'main/core',
    mayImport: ['domain', 'catalogue', 'contract', 'api', 'services', 'store', 'central', 'native', 'demo'],
  },
  ops: {
    folder: 'main/ops',
    mayImport: ['domain', 'catalogue', 'core', 'services', 'store', 'central', 'native', 'demo', 'shell'],
  },
  shell: { folder: 'main/shell/shared', mayImport: ['domain', 'core'] },
  electron: { folder: 'main/shell/electron', mayImport: ['domain', 'contract', 'core', 'shell', 'native'] },
  browser: { folder: 'main/shell/browser', mayImport: ['domain', 'contract', 'core', 'shell', 'native'] },
  native: { folder: 'native', mayImport: ['domain'] },
  renderer: { folder: 'renderer', mayImport: ['contract', 'domain'] },
};

/** Says name and version of the product, to whoever shows them. */
const PRODUCT = join(ROOT, 'package.json');

/** @param {string} file absolute @returns {string | undefined} */
function roomOf(file) {
  const path = relative(ROOT, file).split(sep).join('/');
  return Object.keys(rooms).find((name) => path.startsWith(`${rooms[name]?.folder}/`));
}

/**
 * What is wrong with an import, or null. Packages are no room: what a room has of those is its type environment.
 *
 * @param {string} file absolute path of the file that imports
 * @param {string} specifier as it is written
 * @returns {string | null}
 */
export function importProblem(file, specifier) {
  if (!specifier.startsWith('.')) return null;
  const target = resolve(dirname(file), specifier);
  const from = roomOf(file);
  const to = roomOf(target);
  if (from === undefined || from === to || target === PRODUCT) return null;
  if (to !== undefined && rooms[from]?.mayImport.includes(to)) return null;
  return `${from} may not import from ${to ?? 'outside of the rooms'}: see scripts/lint/rooms.mjs.`;
}
