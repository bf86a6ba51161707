// Mutants of the rulebook: `npm run test:mutation`. Every line of src/law is bent in many ways; a bend that no spec
// notices is printed. Only the law: it is pure, so its specs alone must hold it.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: { projectType: 'custom', configFile: 'stryker.jest.config.mjs', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  mutate: ['src/law/**/*.ts', '!src/law/**/*.spec.ts'],
  ignorePatterns: ['dist', '.cache', 'data', 'bench', 'assets', 'styles', 'reports'],
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'json', 'progress'],
  jsonReporter: { fileName: '.cache/mutation.json' },
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true, logTests: false },
  thresholds: { high: 90, low: 80, break: 80 },
  concurrency: 2,
  timeoutMS: 10_000,
};
