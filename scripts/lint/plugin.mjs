/** Rules of this house for the linter. Which room may import which stands in rooms.mjs. */
import { importProblem } from './rooms.mjs';

/**
 * What a rule uses of the linter; its own types are not to be had.
 *
 * @typedef {{ readonly type: string, readonly name?: string, readonly value?: unknown }} Leaf
 * @typedef {{ readonly source: unknown }} Import
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
const CLOCKS = new Set(['Date', 'performance']);
const TIMERS = new Set(['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval']);
const TIMER_MODULES = new Set(['timers', 'timers/promises', 'node:timers', 'node:timers/promises']);

const TIME_IS_PASSED_IN = 'Time is passed in: a Clock or Timers of main/domain/time.ts.';

/** Nothing below a composition root looks at the clock, or waits, by itself: tests, replays and the demonstration decide. */
const time = {
  /** @param {Context} context */
  create(context) {
    /** @param {unknown} node */
    const report = (node) => context.report({ message: TIME_IS_PASSED_IN, node });
    return {
      /** @param {Call} node */
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === 'Identifier' && TIMERS.has(callee.name ?? '')) report(node);
        const { object, property } = callee;
        if (object === undefined || property === undefined || !CLOCKS.has(object.name ?? '')) return;
        if (property.name === 'now') report(node);
      },
      /** @param {Call} node */
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node);
      },
      /** @param {Import} node */
      ImportDeclaration(node) {
        if (TIMER_MODULES.has(textOf(node.source))) report(node);
      },
    };
  },
};

/** The text a literal stands for; empty for anything else. @param {unknown} node @returns {string} */
function textOf(node) {
  const holds = typeof node === 'object' && node !== null && 'value' in node;
  return holds && typeof node.value === 'string' ? node.value : '';
}

export default { meta: { name: 'house' }, rules: { imports, sm3, time } };
