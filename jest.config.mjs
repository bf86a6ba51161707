// Below Node 24.9 Jest cannot require() an ES module; CommonJS Fastify plugins require these two ESM-only packages.
// A new one shows as "Must use import to load ES Module": add its name here.
const requiredEsm = 'cookie|content-disposition';

const onlyInFaultSuite = ['clocks', 'disk-full', 'gentle-stop', 'rolling-restart', 'stuck-work'].map(
  (name) => `/test/faults/${name}.spec.ts`,
);

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/dist/',
    '<rootDir>/.cache/',
    // `npm test` plays the short form of those that need nothing but what it has; the others need quiet, time, or more.
    ...(process.env.TENGGAT_TEST_FAULTS === undefined ? onlyInFaultSuite : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': '@swc/jest',
    [`/node_modules/(${requiredEsm})/.+\\.js$`]: [
      '@swc/jest',
      { swcrc: false, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(.*/node_modules/)?(${requiredEsm})/)`],
  cacheDirectory: '<rootDir>/.cache/jest',
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  reporters: [['default', { summaryThreshold: 1 }], '<rootDir>/scripts/counted-reporter.mjs'],
  testSequencer: '<rootDir>/test/longest-first.mjs',
  // Generous, for a busy machine: a test that hangs is told all the same, one that only waits for its turn is not.
  testTimeout: 120_000,
  // A boot that fails half-way may leave a pool open; the run must end all the same, with its verdict.
  forceExit: true,
  // Two cores; TENGGAT_TEST_WORKERS names another number.
  maxWorkers: Number(process.env.TENGGAT_TEST_WORKERS ?? 2),
};
