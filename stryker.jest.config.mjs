import whole from './jest.config.mjs';

/** Only the specs of the rulebook, and nothing set up for them: no database, no build. */
const { globalSetup: _setup, globalTeardown: _teardown, reporters: _reporters, ...rest } = whole;
export default {
  ...rest,
  // The long witness walks 100,000 dates a mutant; the property of working-calendar.spec.ts says the same in 300.
  testPathIgnorePatterns: [...rest.testPathIgnorePatterns, '/hundred-thousand-dates'],
  testMatch: ['<rootDir>/src/law/**/*.spec.ts', '<rootDir>/test/law/**/*.spec.ts'],
};
