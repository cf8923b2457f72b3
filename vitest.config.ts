import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // Properties run thousands of cases; the limit is for a busy machine, not for the test.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 30_000,
          // Devices on lines and processes that start: most of the time is waiting.
          maxWorkers: 2,
        },
      },
      { test: { name: 'fault', include: ['test/fault/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/support/globalSetup.ts',
          // A story of many presses in a real browser, on a machine that may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Most of a story is waiting for devices and screens, so two browsers share a machine well; more would not.
          maxWorkers: 2,
        },
      },
    ],
  },
});
