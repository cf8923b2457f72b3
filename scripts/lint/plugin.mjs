/** Rules of this house for the linter. Which room may import which stands in rooms.mjs. */
import { importProblem } from './rooms.mjs';

/**
 * What a rule uses of the linter; its own types are not to be had.
 *
 * @typedef {{ readonly type: string, readonly name?: string, readonly value?: unknown }} Leaf
 * @typedef {{ readonly source: unknown, readonly importKind?: string, readonly exportKind?: string }} Import
 * @typedef {Leaf & {
 *   readonly parent?: Node, readonly object?: Node, readonly property?: Node, readonly computed?: boolean, readonly init?: unknown,
 *   readonly value?: unknown, readonly right?: unknown, readonly body?: unknown, readonly local?: unknown, readonly callee?: unknown,
 *   readonly arguments?: readonly unknown[], readonly operator?: string, readonly exportKind?: string,
 * }} Node
 * @typedef {{ readonly callee: Leaf & { readonly object?: Leaf, readonly property?: Leaf }, readonly arguments: readonly unknown[] }} Call
 * @typedef {{ readonly filename: string, report(problem: { message: string, node: unknown }): void }} Context
 */

const imports = {
  /** @param {Context} context */
  create(context) {
    /** @param {Import} node */
    const check = (node) => {
      const message = importProblem(context.filename, textOf(node.source));
      if (message !== null) context.report({ message, node });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

const sm3 = {
  /** @param {Context} context */
  create(context) {
    return {
      /** @param {Call} node */
      CallExpression(node) {
        const { name } = node.callee.property ?? node.callee;
        if (name !== 'createHash' || !/sm3/i.test(textOf(node.arguments[0]))) return;
        context.report({ message: 'Electron has no SM3: use the hash port in main/core/sm3.ts.', node });
      },
    };
  },
};

/** What reads the machine's own time, or waits by it; each is a global of Node and of the browser. */
const CLOCKS = new Set(['Date', 'performance', 'Temporal']);
const TIMERS = new Set(['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval']);
/** Objects under whose names those globals stand, too. */
const GLOBALS = new Set(['globalThis', 'global', 'window', 'self']);
const TIME_MODULES = new Set(
  ['timers', 'timers/promises', 'perf_hooks'].flatMap((module) => [module, `node:${module}`]),
);
/** Members of other globals that do the same. */
const MEMBERS = new Set(['process.hrtime', 'process.uptime', 'AbortSignal.timeout']);
/** What a clock is asked that is not the time now. */
const TIMELESS = new Set(['Date.parse', 'Date.UTC']);

const TIME_IS_PASSED_IN = 'Time is passed in: a Clock or Timers of main/domain/time.ts.';

/** `now` of `Date.now` and of `Date['now']`. @param {Node} member */
const propertyOf = ({ property, computed }) =>
  computed === true ? textOf(property) : property?.type === 'Identifier' ? (property.name ?? '') : '';

/**
 * By the kind of what it stands in, the part of it where a name stands for its value; `null` where it never does, and any part
 * of what is not listed.
 */
const VALUE_PARTS =
  /** @type {Readonly<Record<string, 'object' | 'value' | 'init' | 'right' | 'local' | 'body' | null>>} */ ({
    MemberExpression: 'object',
    Property: 'value',
    PropertyDefinition: 'value',
    MethodDefinition: 'value',
    VariableDeclarator: 'init',
    AssignmentPattern: 'right',
    ExportSpecifier: 'local',
    ArrowFunctionExpression: 'body',
    ImportSpecifier: null,
    LabeledStatement: null,
    FunctionDeclaration: null,
    FunctionExpression: null,
  });
/** The types of the tree that hold values; all others of TypeScript hold types. */
const VALUES_OF_TYPESCRIPT = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSExportAssignment',
]);

/** @param {Node} node @param {Node} parent */
function isValue(node, parent) {
  const { type } = parent;
  if (type.startsWith('TS')) return VALUES_OF_TYPESCRIPT.has(type);
  if (parent.exportKind === 'type') return false;
  if (!Object.hasOwn(VALUE_PARTS, type)) return true;
  const part = VALUE_PARTS[type];
  return parent.computed === true || (part != null && parent[part] === node);
}

/** Whether a clock that is named here is asked for no time of its own. @param {Node} node @param {Node} parent */
function isTimeless(node, parent) {
  switch (parent.type) {
    case 'NewExpression':
      return node.name === 'Date' && parent.callee === node && (parent.arguments?.length ?? 0) > 0;
    case 'BinaryExpression':
      return parent.operator === 'instanceof';
    case 'MemberExpression':
      return TIMELESS.has(`${node.name ?? ''}.${propertyOf(parent)}`);
    default:
      return false;
  }
}

/** Nothing below a composition root looks at the clock, or waits, by itself: tests, replays and the demonstration decide. */
const time = {
  /** @param {Context} context */
  create(context) {
    /** @param {unknown} node */
    const report = (node) => context.report({ message: TIME_IS_PASSED_IN, node });
    /** @param {Import} node */
    const checkModule = (node) => {
      if (node.importKind !== 'type' && node.exportKind !== 'type' && TIME_MODULES.has(textOf(node.source)))
        report(node);
    };
    return {
      /** @param {Node} node */
      Identifier(node) {
        const { name = '', parent } = node;
        if (parent === undefined || !isValue(node, parent)) return;
        if (TIMERS.has(name) || (CLOCKS.has(name) && !isTimeless(node, parent))) report(node);
      },
      /** @param {Node} node */
      MemberExpression(node) {
        const property = propertyOf(node);
        const object = node.object?.name ?? '';
        const reached = GLOBALS.has(object) && (TIMERS.has(property) || CLOCKS.has(property));
        if (reached || MEMBERS.has(`${object}.${property}`)) report(node);
      },
      /** @param {Call} node */
      CallExpression(node) {
        if (node.callee.name === 'require' && TIME_MODULES.has(textOf(node.arguments[0]))) report(node);
      },
      ImportDeclaration: checkModule,
      ImportExpression: checkModule,
      ExportNamedDeclaration: checkModule,
      ExportAllDeclaration: checkModule,
    };
  },
};

/** The text a literal stands for; empty for anything else. @param {unknown} node @returns {string} */
function textOf(node) {
  const holds = typeof node === 'object' && node !== null && 'value' in node;
  return holds && typeof node.value === 'string' ? node.value : '';
}

export default { meta: { name: 'house' }, rules: { imports, sm3, time } };
