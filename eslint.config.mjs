// Structure is judged by .dependency-cruiser.cjs, looks by Prettier; this file guards the code itself.
// Each rule of our own is seen failing in test/architecture/lint-guards.spec.ts.
import tseslint from 'typescript-eslint';

const noEnum = { selector: 'TSEnumDeclaration', message: 'No enum: a union of string literals.' };
const noBarrel = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' };
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'No default export: one name everywhere.',
};
const ownClock =
  'The time comes from the database (tenggat_now(), tx.now()), so that it can be moved and proven.';
const noOwnClock = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: ownClock },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: ownClock },
  { selector: "CallExpression[callee.name='Date']", message: ownClock },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: ownClock },
];
const oneConfig = 'Settings are read once, in platform/config.';
const noEnvironment = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: oneConfig },
  {
    selector: "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    message: oneConfig,
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: 'process is a global; its env belongs to platform/config.',
  },
];

const bareClick = {
  selector: "CallExpression[callee.property.name='click']",
  message: 'Press with follow() of test/support/browser.ts: it waits for the page that comes.',
};

/** Flat configuration replaces a rule's options instead of adding to them: each block names its whole list. */
const forbid = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors.flat()] });
const everywhere = [noEnum, noBarrel, noDefault];

const specs = ['**/*spec.ts', 'test/**/*.ts', 'bench/**/*.ts'];
const settings = 'src/platform/config/**/*.ts';
const clock = 'src/platform/clock/**/*.ts';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.cache/', 'data/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-cond-assign': 'error',
      'no-constant-binary-expression': 'error',
      'no-dupe-else-if': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-loss-of-precision': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-shadow-restricted-names': 'error',
      'no-sparse-arrays': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-unused-labels': 'error',
      'no-useless-catch': 'error',
      'no-useless-rename': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      // Off on purpose: turning an injected class into `import type` breaks every injection of it.
      '@typescript-eslint/consistent-type-imports': 'off',
      // Off on purpose: a port may promise what one of its adapters knows at once.
      '@typescript-eslint/require-await': 'off',
      // Off on purpose: it takes `as never` at the borders of badly typed packages for unnecessary.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Off on purpose: a method handed over unbound is caught by its types where it matters.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['src/**/*.ts'], rules: forbid(everywhere, noOwnClock, noEnvironment) },
  { files: [settings], rules: forbid(everywhere, noOwnClock) },
  { files: [clock], rules: forbid(everywhere, noEnvironment) },
  {
    files: ['src/law/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance'].map(
          (name) => ({
            name,
            message: 'The law is pure: facts in, an answer out.',
          }),
        ),
      ],
    },
  },
  {
    files: specs,
    rules: {
      ...forbid(everywhere, bareClick),
      // Answers of the program are unknown JSON to a spec; what it expects of them is the check.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  { files: ['test/support/browser.ts'], rules: forbid(everywhere) },
);
