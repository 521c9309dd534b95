import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** `kernel`, `merkle` and `domain`: no clock, no chance, no waiting, no input or output. */
const PURE = ['src/kernel/**/*.ts', 'src/merkle/**/*.ts', 'src/domain/**/*.ts'];
/** Hashing is arithmetic; these are the only pure places that may reach for `node:crypto`. */
const HASHING = ['src/kernel/digest.ts', 'src/merkle/**/*.ts'];
/** Tools ask for a default export in their configuration, vitest in its global setup. */
const DEFAULT_EXPORT_ASKED = ['*.{js,ts}', '.*.mjs', 'test/support/postgres.ts'];

const house = [
  {
    selector: 'ClassDeclaration:not([superClass])',
    message: 'No classes, except errors that must be thrown.',
  },
  {
    selector: 'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression.init',
    message: 'An exported function is a function declaration.',
  },
  { selector: 'TSInterfaceDeclaration', message: 'Use `type`.' },
];

const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only config.ts reads the environment.',
};

const pure = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The core has no clock.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'The core has no clock.' },
  { selector: 'AwaitExpression', message: 'The core does not wait.' },
  { selector: 'ForOfStatement[await=true]', message: 'The core does not wait.' },
  { selector: ':function[async=true]', message: 'The core does not wait.' },
  { selector: 'ImportExpression', message: 'The core does not wait.' },
];

const noMocks = [
  {
    selector: 'MemberExpression[object.name="vi"][property.name=/^(mock|doMock|fn|spyOn|stubGlobal|useFakeTimers)$/]',
    message: 'No mocks: pure tests, or the real PostgreSQL.',
  },
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo)$/]',
    message: 'A test runs or does not exist.',
  },
];

const impureGlobals = ['process', 'console', 'fetch', 'performance', 'crypto', 'queueMicrotask'];
const timers = ['setTimeout', 'setInterval', 'setImmediate'];

export default tseslint.config(
  { ignores: ['node_modules/', '.jejak/', 'test/architecture/trespass/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', '.dependency-cruiser.mjs', '.ci/ask.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 250],
      // A switch that answers every member of a union is one decision, however many members there are.
      complexity: ['error', { max: 10, variant: 'modified' }],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'no-restricted-syntax': ['error', ...house, environment],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { allowDefaultCaseForExhaustiveSwitch: false }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Members of a record are read by name where TypeScript allows it, and tsc asks for brackets elsewhere.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ['error', ...house] } },
  {
    files: PURE,
    rules: {
      'no-restricted-syntax': ['error', ...house, ...pure],
      'no-restricted-globals': ['error', ...impureGlobals, ...timers],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock.' },
        { object: 'Math', property: 'random', message: 'The core knows no chance.' },
      ],
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'The core has no I/O.' }] }],
    },
  },
  {
    files: HASHING,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', '!node:crypto'], message: 'The core has no I/O.' },
            { regex: '^node:crypto$', importNamePattern: '^random', message: 'The core knows no chance.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/main.ts', 'src/cli/**/*.ts'],
    // Their output is their product.
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...house.filter(({ selector }) => selector !== 'TSInterfaceDeclaration'),
        ...noMocks,
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Extending a module of others takes an interface.
    files: ['test/support/postgres.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  { files: DEFAULT_EXPORT_ASKED, rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['.ci/*.js'],
    languageOptions: { globals: { fetch: 'readonly', process: 'readonly', console: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  { files: ['*.js', '.*.mjs', '.ci/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
