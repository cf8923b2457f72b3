import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import react from '@vitejs/plugin-react';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import type { BenchRow } from './benchRow.ts';
import { median, PROJECT } from './support/counterContext.ts';

/** Loads of each page, turn by turn. */
const LOADS = 9;
const BAR = 1.3;
/** Chromium of the distribution, as the tests use it. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const CHROMIUM_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const VIEWPORT = { width: 1366, height: 768 } as const;

/** Marks when the page has a field with the focus in it: one can type. Looks once a frame. */
const WATCH_FOCUS = `(() => {
  const look = () => {
    if (document.activeElement instanceof HTMLInputElement) performance.mark('usable');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const EMPTY_PAGE = {
  'index.html': `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>antd</title></head>
<body><div id="root"></div><script type="module" src="./main.tsx"></script></body></html>`,
  'main.tsx': `import { createRoot } from 'react-dom/client';
import { Button, ConfigProvider, Input } from 'antd';
import zhCN from 'antd/locale/zh_CN';
createRoot(document.getElementById('root')).render(
  <ConfigProvider locale={zhCN}><Input autoFocus /><Button type="primary">开始</Button></ConfigProvider>,
);`,
} as const;

interface Timing {
  readonly paint: number;
  readonly usable: number;
}

/** The least page with antd on it, built with the settings of our own window. */
async function buildEmptyPage(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(EMPTY_PAGE)) writeFileSync(path.join(folder, name), text);
  const outDir = path.join(folder, 'out');
  await build({
    configFile: false,
    root: folder,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false },
  });
  return outDir;
}

/** Serves a built page as plainly as it can be done. */
async function serve(folder: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
  };
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    const type = types[path.extname(name)];
    if (type === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(readFileSync(path.join(folder, name)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => void server.close() };
}

/** The demonstration counter in its browser shell, as `npm start` runs it. */
async function startCounter(home: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const entry = path.join(PROJECT, 'out', 'browser', 'main.js');
  const child = spawn(process.execPath, [entry, '--home', home, '--demo'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = /ready: (\S+)/.exec(line)?.[1];
  if (url === undefined) throw new Error(`the counter did not start: ${line}`);
  return { url, child };
}

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(WATCH_FOCUS);
  const session = await context.newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  return page;
}

/** Loads the page anew with a cold cache; times in ms since the navigation began. */
async function load(page: Page, url: string): Promise<Timing> {
  await page.goto(url);
  // Functions, not texts: the page's policy forbids evaluating text.
  await page.waitForFunction(() =>
    ['usable', 'first-contentful-paint'].every((name) => performance.getEntriesByName(name).length > 0),
  );
  return await page.evaluate(() => {
    const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    return { paint: at('first-contentful-paint'), usable: at('usable') };
  });
}

async function signIn(page: Page, url: string): Promise<string> {
  await page.goto(url);
  await page.locator('.demo-account').first().click();
  await page.locator('button[type=submit], .signin button, form button').first().click();
  await page.locator('#id-number').waitFor();
  return new URL('/', page.url()).href;
}

/** A counter with a teller signed in, loaded cold, against an empty page with antd on it. */
export async function benchFirstPaint(): Promise<BenchRow[]> {
  // Inside the project, so that the build finds its packages.
  const folder = path.join(PROJECT, 'test', 'output', 'bench-page');
  const home = mkdtempSync(path.join(tmpdir(), 'bench-page-'));
  const server = await serve(await buildEmptyPage(folder));
  const counter = await startCounter(home);
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  try {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const pages = { ours: await openPage(context), empty: await openPage(context) };
    const counterUrl = await signIn(pages.ours, counter.url);
    const ours: Timing[] = [];
    const empty: Timing[] = [];
    for (let turn = 0; turn <= LOADS; turn += 1) {
      await pages.empty.bringToFront();
      const emptyTiming = await load(pages.empty, server.url);
      await pages.ours.bringToFront();
      const ourTiming = await load(pages.ours, counterUrl);
      // The first of each warms the browser up.
      if (turn === 0) continue;
      empty.push(emptyTiming);
      ours.push(ourTiming);
    }
    const row = (name: string, of: (timing: Timing) => number): BenchRow => {
      const times = { ours: median(ours.map(of)), baseline: median(empty.map(of)) };
      const note = `medians of ${LOADS} cold loads, turn by turn`;
      return {
        name: `${name} ÷ an empty antd page`,
        ...times,
        ratio: times.ours / times.baseline,
        bar: BAR,
        unit: 'ms',
        note,
      };
    };
    return [row('first paint', ({ paint }) => paint), row('usable counter screen', ({ usable }) => usable)];
  } finally {
    await browser.close();
    server.close();
    const ended = once(counter.child, 'exit');
    counter.child.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true });
    rmSync(folder, { recursive: true });
  }
}
