import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findChromium, projectNode, ROOT } from '../../../scripts/bootstrap.mjs';
import { morningArguments } from '../../fixtures/hallMorning.ts';
import { makeHome, observe, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';

/** The smallest screen of a counter, in CSS pixels. */
export const SMALL_SCREEN = { width: 1366, height: 768 } as const;
/** How long a condition may take to come true, ms: two busy cores and a browser start, not a slow product. */
export const PATIENCE_MS = 20_000;

/** One hall of the demonstration: a home, the running application and its window. */
export interface Hall {
  readonly home: string;
  readonly shell: ShellProcess;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Another tab on the same sign-in. */
  newTab(): Promise<Page>;
  /** Errors of the page that this story causes on purpose. Everything else fails it. */
  expectTrouble(pattern: RegExp): void;
  /** Process id of the core. */
  corePid(): number;
}

/** Where the window of a failed story can be looked at. */
function failurePicture(story: string): string {
  return join(ROOT, 'test', 'output', 'failures', `${story.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.png`);
}

let running: Promise<Browser> | undefined;

/** The browser of this worker: one for all files, each with windows of its own, because its start costs as much as a story. */
export async function theBrowser(): Promise<Browser> {
  if (running === undefined || !(await running).isConnected()) running = startBrowser();
  return running;
}

/** Starts Chromium as the hall's machine would, without a sandbox because tests may run as root. It ends with this process. */
async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: scripts/test.mjs installs one');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

interface ShellStart {
  readonly environment?: NodeJS.ProcessEnv;
  /** Arguments that say what it is started as; a demonstration in the morning of the tests when nothing is said. */
  readonly mode?: readonly string[];
}

/** Starts the built application over the browser shell. The channel ends it when the test process dies. */
export function startBrowserShell(
  home: string,
  { environment = process.env, mode = ['--demo', ...morningArguments()] }: ShellStart = {},
): ShellProcess {
  const entry = join(ROOT, 'out', 'browser', 'main.js');
  return observe(
    spawn(projectNode(), [entry, '--home', home, ...mode], {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  );
}

/** Reports what a page complains about: uncaught errors and error lines of its console. */
export function listenForTroubles(page: Page, report: (trouble: string) => void): void {
  page.on('pageerror', (error) => report(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') report(`console: ${message.text()}`);
  });
  page.on('crash', () => report('the page crashed'));
}

/** What the machines of a hall take for place and time; where nothing is said, what is right. */
interface Machines {
  /** Time zone of the machine the core runs on. */
  readonly coreZone?: string;
  /** Time zone of the machine the window is on. */
  readonly windowZone?: string;
  /** What the clock of the window's machine shows, and goes on to show. */
  readonly windowTime?: string;
}

/**
 * One hall for the stories of a file. After each story neither page nor core may have had anything to complain about but
 * what the story has announced.
 */
export function useHall(prepareHome: (home: string) => void = () => undefined, machines: Machines = {}): Hall {
  const home = makeHome();
  const troubles: string[] = [];
  let expected: RegExp[] = [];
  let bugsSeen = 0;
  let shell: ShellProcess | undefined;
  let context: BrowserContext | undefined;
  let page: Page | undefined;

  const newTab = async (): Promise<Page> => {
    const tab = await there(context).newPage();
    tab.setDefaultTimeout(PATIENCE_MS);
    listenForTroubles(tab, (trouble) => troubles.push(trouble));
    return tab;
  };

  beforeAll(async () => {
    prepareHome(home);
    const { coreZone, windowZone, windowTime } = machines;
    shell = startBrowserShell(home, {
      environment: { ...process.env, ...(coreZone === undefined ? {} : { TZ: coreZone }) },
    });
    const browser = await theBrowser();
    context = await browser.newContext({
      viewport: SMALL_SCREEN,
      locale: 'zh-CN',
      timezoneId: windowZone ?? 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    if (windowTime !== undefined) await context.clock.setFixedTime(windowTime);
    page = await newTab();
    await page.goto(await shell.ready);
  }, 60_000);

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await page?.screenshot({ path: failurePicture(task.name) });
    const bugs = there(shell).stderr.filter((line) => line.includes('bug:'));
    troubles.push(...bugs.slice(bugsSeen));
    bugsSeen = bugs.length;
    const unexpected = troubles.splice(0).filter((line) => !expected.some((pattern) => pattern.test(line)));
    expected = [];
    expect(unexpected).toEqual([]);
  });

  afterAll(async () => {
    await context?.close();
    await shell?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  return {
    home,
    get shell() {
      return there(shell);
    },
    get context() {
      return there(context);
    },
    get page() {
      return there(page);
    },
    newTab,
    expectTrouble: (pattern) => expected.push(pattern),
    corePid: () => coreOf(there(shell)),
  };
}

/** What the core is started as by either shell. */
const CORE_ENTRY = /out\/(browser\/child|electron\/core)\.js/;

/** The core of a shell, from the kernel's own list of its children. */
export function coreOf(shell: ShellProcess): number {
  const { pid } = shell.child;
  const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
    .trim()
    .split(' ');
  const cores = children.filter((child) => CORE_ENTRY.test(readFileSync(`/proc/${child}/cmdline`, 'utf8')));
  expect(cores).toHaveLength(1);
  return Number(cores[0]);
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the hall is not open');
  return value;
}
