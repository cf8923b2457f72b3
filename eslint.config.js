import boundaries from 'eslint-plugin-boundaries';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The rooms of the house: a folder name decides what a file in it may import. */
const rooms = [
  ['domain', 'main/domain'],
  ['catalogue', 'main/catalogue'],
  ['contract', 'main/contract'],
  ['store', 'main/store'],
  ['central', 'main/central'],
  ['services', 'main/services'],
  ['api', 'main/api'],
  ['demo', 'main/demo'],
  ['core', 'main/core'],
  ['ops', 'main/ops'],
  ['shell', 'main/shell/shared'],
  ['electron', 'main/shell/electron'],
  ['browser', 'main/shell/browser'],
  ['native', 'native'],
  ['renderer', 'renderer'],
  ['test', 'test'],
].map(([type, folder]) => ({ type, pattern: `${folder}/**`, partialMatch: false }));

const allow = (from, ...to) => ({
  from: { element: { type: from } },
  allow: { to: { element: { type: [from, ...to] } } },
});

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'test/output/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    // One program for all rooms: each of its own costs as much memory again. That a room uses only what it has is the
    // compiler's business (`npm run types`).
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/elements': rooms,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import/resolver': { typescript: true },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/strict-boolean-expressions': 'off',
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='createHash'] > Literal[value=/sm3/i]",
          message: 'Electron has no SM3: use the hash port in main/core/sm3.ts.',
        },
        {
          selector: "CallExpression[callee.property.name='createHash'] > Literal[value=/sm3/i]",
          message: 'Electron has no SM3: use the hash port in main/core/sm3.ts.',
        },
      ],
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            allow('domain'),
            allow('catalogue', 'domain'),
            allow('contract', 'domain'),
            allow('native', 'domain'),
            allow('store', 'domain'),
            allow('central', 'domain'),
            allow('services', 'domain', 'contract', 'store', 'central', 'native'),
            allow('api', 'domain', 'contract', 'services'),
            allow('demo', 'domain', 'catalogue', 'contract', 'central', 'native'),
            allow('core', 'domain', 'catalogue', 'contract', 'api', 'services', 'store', 'central', 'native', 'demo'),
            allow('ops', 'domain', 'catalogue', 'core', 'services', 'store', 'central', 'native', 'demo', 'shell'),
            allow('shell', 'core'),
            allow('electron', 'domain', 'contract', 'core', 'shell'),
            allow('browser', 'domain', 'contract', 'core', 'shell'),
            allow('renderer', 'contract', 'domain'),
            allow('test', ...rooms.map(({ type }) => type)),
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['main/shell/electron/**', 'test/**'],
    rules: { 'no-restricted-imports': ['error', { paths: ['electron'] }] },
  },
  { files: ['renderer/**/*.tsx', 'renderer/**/*.ts'], ...reactHooks.configs.flat.recommended },
  { files: ['*.config.ts', 'test/e2e/*.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off',
    },
  },
);
