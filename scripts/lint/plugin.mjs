/** Rules of this house for the linter. Which room may import which stands in rooms.mjs. */
import { importProblem } from './rooms.mjs';

/**
 * What a rule uses of the linter; its own types are not to be had.
 *
 * @typedef {{ readonly type: string, readonly name?: string, readonly value?: unknown }} Leaf
 * @typedef {{ readonly source: unknown }} Import
 * @typedef {{ readonly callee: Leaf & { readonly property?: Leaf }, readonly arguments: readonly unknown[] }} Call
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

/** The text a literal stands for; empty for anything else. @param {unknown} node @returns {string} */
function textOf(node) {
  const holds = typeof node === 'object' && node !== null && 'value' in node;
  return holds && typeof node.value === 'string' ? node.value : '';
}

export default { meta: { name: 'house' }, rules: { imports, sm3 } };
