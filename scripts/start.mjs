/**
 * `npm start -- [--home DIR] [--port N] [--shell electron|browser] [--demo] [--no-open]`: installs and builds what is
 * missing and runs the application. On standard output there is one line, `一柜通 ready: URL`.
 *
 * Exit codes: 0 ended by the person, 2 already running on this home, 3 a wrong configuration or argument.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  endOf,
  ensureBuilt,
  ensureDependencies,
  projectEnvironment,
  projectNode,
  ROOT,
  runScript,
  say,
} from './bootstrap.mjs';

const USAGE = '用法：npm start -- [--home 文件夹] [--port 端口] [--shell electron|browser] [--demo] [--no-open]';
const USAGE_EXIT_CODE = 3;
const READY = /^一柜通 ready: (.+)$/;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        home: { type: 'string' },
        port: { type: 'string' },
        shell: { type: 'string' },
        demo: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    });
    if (values.shell === undefined || ['electron', 'browser'].includes(values.shell)) return values;
    say(`--shell 只能是 electron 或 browser：${values.shell}`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  say(USAGE);
  return null;
}

/** Path of the Electron executable when it has been downloaded, else null. Asking the package itself would download it. */
function electronBinary() {
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ROOT, 'node_modules', 'electron', 'dist');
  const path = join(folder, names[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

function hasDisplay() {
  return process.platform !== 'linux' || [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some(Boolean);
}

/** Which shell, and why, in one sentence. */
function chooseShell(asked) {
  const binary = electronBinary();
  if (asked === 'browser') return { binary: null, why: '按参数使用浏览器外壳。' };
  if (asked === 'electron') {
    return {
      binary,
      why:
        binary === null
          ? '指定了 Electron 外壳，但没有找到 Electron 程序（可运行 npx install-electron 下载）。'
          : '按参数使用 Electron 外壳。',
    };
  }
  if (binary === null) return { binary, why: '没有找到 Electron 程序，使用浏览器外壳。' };
  if (!hasDisplay()) return { binary: null, why: '没有图形界面，使用浏览器外壳。' };
  return { binary, why: '使用 Electron 外壳。' };
}

/** Opens a page of the owner's. Never an address with a token in it: everybody on the machine can read arguments. */
function openInBrowser(page) {
  const [command, ...args] = { win32: ['explorer.exe', page], darwin: ['open', page] }[process.platform] ?? [
    'xdg-open',
    page,
  ];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => say(`打不开默认浏览器，请自己打开上面的地址。`));
  opener.unref();
}

/** Path of the page the browser shell offers, or null for anything else it says. */
function pageOf(offered) {
  const { kind, page } = typeof offered === 'object' && offered !== null ? offered : {};
  return kind === 'window' && typeof page === 'string' ? page : null;
}

await runScript(async () => {
  const options = readArguments();
  if (options === null) return USAGE_EXIT_CODE;
  await ensureDependencies();
  await ensureBuilt();
  const { binary, why } = chooseShell(options.shell);
  say(why);
  if (options.shell === 'electron' && binary === null) return 1;

  const args = [];
  // Meant from where the person stands; npm itself has gone to the project's folder.
  if (options.home !== undefined) args.push('--home', resolve(process.env.INIT_CWD ?? process.cwd(), options.home));
  if (options.port !== undefined) args.push('--port', options.port);
  if (options.demo) args.push('--demo');
  const [command, entry] =
    binary === null ? [projectNode(), [join(ROOT, 'out', 'browser', 'main.js')]] : [binary, [ROOT]];
  // The channel is the leash: when this process dies in any way, it closes and the application ends.
  const shell = spawn(command, [...entry, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', binary === null ? 'ipc' : 'ignore'],
    env: projectEnvironment(),
  });
  if (shell.stdout === null) throw new Error('the application was started without its output');
  createInterface({ input: shell.stdout }).on('line', (line) => {
    if (READY.test(line)) process.stdout.write(`${line}\n`);
    else say(line);
  });
  // The page that leads into the counter: of this start, or of the one that runs already.
  shell.on('message', (offered) => {
    const page = pageOf(offered);
    if (page === null || options['no-open']) return;
    if (hasDisplay()) openInBrowser(page);
    else say('没有图形界面，请在浏览器中打开上面的地址。');
  });
  return endOf(shell);
});
