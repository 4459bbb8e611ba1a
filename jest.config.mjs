// One configuration for every Jest suite. Native ES modules: run with `node --experimental-vm-modules`.
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      },
      module: { type: 'es6' },
    }],
  },
  moduleNameMapper: {
    '^@comity/casework$': '<rootDir>/libs/casework/src/index.ts',
    '^@comity/contracts$': '<rootDir>/libs/contracts/src/index.ts',
    '^@comity/e2ee$': '<rootDir>/libs/e2ee/src/index.ts',
    '^@comity/e2ee/verify$': '<rootDir>/libs/e2ee/src/verify.ts',
    '^@comity/contracts/register$': '<rootDir>/libs/contracts/src/register.ts',
    '^@comity/sdk$': '<rootDir>/libs/sdk/src/index.ts',
    '^@comity/timetable$': '<rootDir>/libs/timetable/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

export default {
  // A bound on hanging, not on speed: machines are shared.
  testTimeout: 240_000,
  globalSetup: '<rootDir>/test/support/run-setup.mjs',
  globalTeardown: '<rootDir>/test/support/run-teardown.mjs',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/libs/**/*.test.ts', '<rootDir>/apps/**/*.test.ts', '<rootDir>/apps/**/*.test.tsx', '<rootDir>/scripts/**/*.test.ts', '<rootDir>/test/support/**/*.test.ts', '<rootDir>/prisma/**/*.test.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...base, displayName: 'scenario', testMatch: ['<rootDir>/test/scenario/**/*.test.ts'] },
    { ...base, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.test.ts'] },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
};
