/**
 * What a machine with nothing but Node ≥ 20 needs before the application, its tests or its tools can run: packages, a
 * build, and for tests Chromium, socat and Chinese fonts. Plain Node, no dependency: this runs before there are any.
 *
 * Everything said here goes to standard error; standard output belongs to the command that is being prepared.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { checkNode } from './pinnedNode.mjs';

/** Folder of the project. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const LOCK_FILE = join(ROOT, 'package-lock.json');
const INSTALL_STAMP = join(ROOT, 'node_modules', '.install-stamp');
const BUILD_STAMP = join(ROOT, 'out', 'build-stamp.json');
const BUILD_LOCK = join(ROOT, 'node_modules', '.build-lock');
/** What the build reads. */
const BUILD_INPUTS = [
  'main',
  'native',
  'renderer',
  'electron.vite.config.ts',
  'scripts/thirdParty.mjs',
  'scripts/licences',
  'tsconfig.json',
  'package-lock.json',
];
/** How often a second build looks whether the first has finished, ms. */
const BUILD_POLL_MS = 100;

/** A step that failed for a reason a person can mend; shown without a stack. */
export class BootstrapError extends Error {}

/** Runs a script's main function; a foreseen failure is one clear message and exit code 1. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Node 24 of the project (`node` is a package of ours): the database does not load under an older Node, whatever
 * started this script.
 */
export function projectNode() {
  return join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Environment with the project's Node and tools first, and without downloads of Electron in passing. */
export function projectEnvironment() {
  const separator = process.platform === 'win32' ? ';' : ':';
  const path = [dirname(projectNode()), join(ROOT, 'node_modules', '.bin'), process.env.PATH ?? ''].join(separator);
  return { ...process.env, PATH: path };
}

/** Installs the packages of package-lock.json when they are missing or of another lock file. */
export async function ensureDependencies() {
  const wanted = `${sha256(readFileSync(LOCK_FILE))} ${process.platform}-${process.arch}`;
  if (existsSync(projectNode()) && readOr(INSTALL_STAMP, '') === wanted) return;
  say('正在安装依赖（npm ci，首次约需一两分钟）……');
  // On Windows npm is a batch file, which Node starts through the shell alone.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.error !== undefined)
    throw new BootstrapError(`找不到 npm：${npm.error.message}。请安装 Node.js 20 或更高版本（自带 npm）。`);
  if (npm.status !== 0 || !existsSync(projectNode())) {
    throw new BootstrapError(
      `安装依赖失败（npm ci 退出码 ${npm.status}）。请检查网络和 npm 镜像（npm config get registry）后重试。npm 的输出：\n${npm.stdout}${npm.stderr}`,
    );
  }
  if ((await checkNode(projectNode())) === 'other') {
    throw new BootstrapError(
      `安装到的 Node 程序与记录的校验值不符，没有运行它：${projectNode()}。请检查 npm 镜像后删除 node_modules 再试；仍不符请不要使用，并联系信息人员。`,
    );
  }
  writeFileSync(INSTALL_STAMP, wanted);
}

/** Builds into out/ when a source has changed since the last build. Two at once: the second waits for the first. */
export async function ensureBuilt() {
  while (!isBuilt()) {
    if (!takeBuildLock()) {
      await wait(BUILD_POLL_MS);
      continue;
    }
    try {
      if (!isBuilt()) build();
    } finally {
      rmSync(BUILD_LOCK, { recursive: true, force: true });
    }
  }
}

function isBuilt() {
  return readOr(BUILD_STAMP, '') === JSON.stringify({ sources: hashSources() });
}

function build() {
  say('正在构建……');
  const sources = hashSources();
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const vite = spawnSync(projectNode(), [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: projectEnvironment(),
  });
  if (vite.status !== 0) throw new BootstrapError(`构建失败：\n${vite.stdout}${vite.stderr}`);
  writeFileSync(BUILD_STAMP, JSON.stringify({ sources }));
}

/** A folder is made by one process alone; one left by a dead process is taken over. */
function takeBuildLock() {
  const owner = join(BUILD_LOCK, 'pid');
  try {
    mkdirSync(BUILD_LOCK);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const pid = Number(readOr(owner, '0'));
    if (pid > 0 && !isAlive(pid)) rmSync(BUILD_LOCK, { recursive: true, force: true });
    return false;
  }
  writeFileSync(owner, String(process.pid));
  return true;
}

/** Code of a system error, e.g. `EEXIST`. @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** One hash over names and contents of everything the build reads. */
function hashSources() {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS) {
    const path = join(ROOT, input);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files)
      hash
        .update(`${file.slice(ROOT.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
  }
  return hash.digest('hex');
}

/** Where Debian puts the part of Chromium that needs no screen. */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell';

/** Places where Chromium or a browser of its family lies, most wanted first. */
function chromiumPlaces() {
  const named = [process.env.CHROMIUM_PATH ?? ''];
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const tails = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return [...named, ...roots.flatMap((root) => tails.map((tail) => join(root ?? '', tail)))];
  }
  if (process.platform === 'darwin') {
    return [
      ...named,
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ];
  }
  const playwright = join(homedir(), '.cache', 'ms-playwright');
  const downloaded = existsSync(playwright)
    ? readdirSync(playwright)
        .filter((name) => name.startsWith('chromium-'))
        .map((name) => join(playwright, name, 'chrome-linux', 'chrome'))
    : [];
  return [
    ...named,
    // The same browser without the parts that show a window: a fifth less work.
    HEADLESS_SHELL,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    ...downloaded,
  ];
}

/** Path of Chromium (`CHROMIUM_PATH` before the usual places), or null. */
export function findChromium() {
  return chromiumPlaces().find((path) => path !== '' && existsSync(path)) ?? null;
}

const runs = (command, ...args) => spawnSync(command, args).error === undefined;

/** What a program prints; nothing when it is not there. */
function outputOf(command, ...args) {
  const { error, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined ? stdout : '';
}

/** What the tests need from the system: the Debian package, and how to see that it is there. */
const TEST_TOOLS = [
  { package: 'chromium', present: () => findChromium() !== null },
  { package: 'socat', present: () => runs('socat', '-V') },
  {
    package: 'fonts-noto-cjk',
    present: () => outputOf('fc-list', ':lang=zh').trim() !== '',
  },
];

/** A browser was chosen by hand. */
const wasNamed = () => (process.env.CHROMIUM_PATH ?? '') !== '';

/**
 * Independent hosts, readers and decoders some tests compare with, without which those tests are skipped by name; and the
 * browser that runs the others faster.
 */
const COMPARISON_TOOLS = [
  { package: 'pcscd', present: () => runs('pcscd', '--version') },
  { package: 'libccid', present: () => existsSync('/usr/lib/pcsc/drivers/serial/libccidtwin.so') },
  { package: 'vsmartcard-vpcd', present: () => existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so') },
  { package: 'opensc', present: () => runs('opensc-tool', '--version') },
  { package: 'gcc', present: () => runs('gcc', '--version') },
  { package: 'libc6-dev', present: () => existsSync('/usr/include/stdio.h') },
  { package: 'poppler-utils', present: () => runs('pdftotext', '-v') },
  { package: 'chromium-headless-shell', present: () => findChromium() === HEADLESS_SHELL || wasNamed() },
];

const absent = (tools) => tools.filter((tool) => !tool.present()).map((tool) => tool.package);

/**
 * Installs what the tests need through apt-get where that is possible, else says what a person has to install. What tests
 * only compare with is not insisted on.
 */
export function ensureTestTools() {
  const missing = absent(TEST_TOOLS);
  const comparisons = process.platform === 'linux' ? absent(COMPARISON_TOOLS) : [];
  if (missing.length + comparisons.length === 0) return;
  const apt = spawnSync('apt-get', ['--version']);
  const canInstall = process.getuid?.() === 0 && apt.status === 0;
  if (!canInstall && missing.length > 0) {
    throw new BootstrapError(
      `测试还需要：${missing.join('、')}。请安装后重试（Debian/Ubuntu：sudo apt-get install ${missing.join(' ')}；别处装好的 Chromium 用环境变量 CHROMIUM_PATH 指明）。`,
    );
  }
  if (!canInstall) {
    say(`没有安装 ${comparisons.join('、')}，用它们作对照的测试将跳过并写明名称。`);
    return;
  }
  say(`正在安装测试工具：${[...missing, ...comparisons].join('、')}……`);
  aptGet(['update']);
  // Not every release has all of them.
  const offered = comparisons.filter((name) => /Candidate: (?!\(none\))/.test(outputOf('apt-cache', 'policy', name)));
  aptGet(['install', '-y', '--no-install-recommends', ...missing, ...offered]);
}

function aptGet(args) {
  const apt = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (apt.status !== 0) throw new BootstrapError(`apt-get ${args.join(' ')} 失败：\n${apt.stdout}${apt.stderr}`);
}

/** Runs a command in the project's environment with our own input and output; resolves to its exit code. */
export function runThrough(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: projectEnvironment(), ...options });
  return { child, ended: endOf(child) };
}

/** How often is looked whether npm's shell is still there, ms: the end should feel immediate and cost nothing. */
const PARENT_POLL_MS = 250;

/**
 * Passes signals on to a child until it ends; resolves to its exit code, 1 when a signal ended it. `npm start` ended by
 * SIGTERM takes its shell with it and tells nobody: a parent that is gone ends the child too.
 */
export function endOf(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, PARENT_POLL_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
