import whole from './jest.config.mjs';

/** Only the specs of the rulebook, as one file, and nothing set up for them: no database, no build. */
const { globalSetup: _setup, globalTeardown: _teardown, reporters: _reporters, ...rest } = whole;
export default {
  ...rest,
  testMatch: ['<rootDir>/test/law/whole-rulebook.ts'],
};
