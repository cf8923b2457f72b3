import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig, type TestUserConfig } from 'vitest/config';
import type { PROJECTS_AFTERWARDS, PROJECTS_IN_LANES } from './scripts/testProjects.mjs';

type ProjectName = (typeof PROJECTS_IN_LANES)[number][number] | (typeof PROJECTS_AFTERWARDS)[number];

const projects = {
  // Properties run thousands of cases; the limit is for a busy machine, not for the test. Modules are loaded once for all files:
  // loading them anew for each took three times the work of the tests themselves.
  unit: { testTimeout: 60_000, isolate: false },
  // Tests that put stand-ins in the place of modules: each file has its modules for itself.
  mocked: { testTimeout: 60_000 },
  // Devices on lines and processes that start: most of the time is waiting.
  integration: { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 },
  fault: { testTimeout: 60_000, hookTimeout: 60_000 },
  e2e: {
    globalSetup: 'test/e2e/support/globalSetup.ts',
    // A story of many presses in a real browser, on a machine that may be busy.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    // Most of a story is waiting for devices and screens, so two browsers share a machine well; more would not.
    maxWorkers: 2,
    // One browser for all files of a worker.
    isolate: false,
  },
} as const satisfies Record<ProjectName, TestUserConfig>;

/** What a counter remembers outside of its home goes to a folder of this run, not to the user's own. */
const stateFolder = mkdtempSync(path.join(tmpdir(), 'yiguitong-state-'));
process.on('exit', () => rmSync(stateFolder, { recursive: true, force: true }));
const env = { XDG_STATE_HOME: stateFolder, LOCALAPPDATA: stateFolder };

/** What is waited for comes; how soon is the machine's business. The usual second is too short for a busy one. */
const PATIENCE_MS = 30_000;

export default defineConfig({
  test: {
    projects: Object.entries(projects).map(([name, settings]) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        env,
        expect: { poll: { timeout: PATIENCE_MS } },
        ...settings,
      },
    })),
  },
});
