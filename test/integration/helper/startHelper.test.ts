import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { startHelper } from '../../../native/helper/startHelper.ts';
import type { HelperEnd } from '../../../native/helper/port.ts';
import { compile, hasCompiler } from '../card/library/vendorLibrary.ts';

/*
 * The process itself: its life and its ends. What runs inside is shown with the drivers that use it.
 */

const folder = mkdtempSync(join(tmpdir(), 'helper-'));

function start(runtime: string | null = null) {
  const log: string[] = [];
  const helper = startHelper({ kind: 'ss-card-driver', runtime, log: (line) => void log.push(line) });
  return { helper, log };
}

/** A runtime that is a shell script. */
function runtime(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a helper', () => {
  test('says what it is and answers in order; a refusal leaves it alive', async () => {
    const { helper, log } = start();
    const answers = await Promise.all([
      helper.request('read', { cardType: 1 }, 10_000),
      helper.request('open', { library: join(folder, 'none.so'), hsm: false }, 10_000),
    ]);
    expect(answers).toMatchObject([
      { ok: false, code: 'refused', reason: 'not-served', detail: 'read' },
      { ok: false, code: 'refused', reason: 'library-not-found' },
    ]);
    await helper.stop();
    expect(log).toEqual([`helper ss-card-driver: Node ${process.version}, ${process.arch}, 64 bit`]);
  });

  test('ends once: later requests and late listeners hear of the same end', async () => {
    const { helper } = start();
    const ends: HelperEnd[] = [];
    helper.onEnd((end) => void ends.push(end));
    const open = helper.request('read', {}, 10_000);
    await helper.stop();
    await helper.stop();
    const stopped = { kind: 'stopped', detail: 'stopped' };
    expect(await open).toEqual({ ok: false, code: 'ended', end: stopped });
    expect(await helper.request('read', {}, 10)).toEqual({ ok: false, code: 'ended', end: stopped });
    const late = Promise.withResolvers<HelperEnd>();
    helper.onEnd(late.resolve);
    expect(await late.promise).toEqual(stopped);
    expect(ends).toEqual([stopped]);
  });

  test('that cannot be started says why: no file, no right, no program, another kind of program', async () => {
    const noRight = join(folder, 'no-right');
    writeFileSync(noRight, '#!/bin/sh\n');
    chmodSync(noRight, 0o644);
    // The head of a program for another processor.
    const foreign = join(folder, 'foreign');
    writeFileSync(foreign, Buffer.concat([Buffer.from('7f454c4601010100', 'hex'), Buffer.alloc(120)]));
    chmodSync(foreign, 0o755);
    for (const [path, words] of [
      [join(folder, 'none'), 'ENOENT'],
      [noRight, 'EACCES'],
      // The C library gives what the kernel refuses to a shell, which cannot make anything of it either.
      [foreign, 'exit code'],
      [runtime('silent', 'exit 0'), 'exit code 0'],
      [runtime('loud', 'echo "cannot open shared object file" >&2; exit 127'), 'exit code 127'],
    ] as const) {
      const { helper } = start(path);
      expect(await helper.request('read', {}, 10_000)).toMatchObject({
        ok: false,
        code: 'ended',
        end: { kind: 'not-started', detail: expect.stringContaining(words) as string },
      });
    }
  });

  test('that speaks another language is ended', async () => {
    const { helper } = start(runtime('babble', 'echo hello >&3; exec sleep 60'));
    expect(await helper.request('read', {}, 10_000)).toMatchObject({
      end: { kind: 'crashed', detail: 'message not understood' },
    });
  });

  test('killed from outside is noticed without a request', async () => {
    const { helper } = start(
      runtime('suicide', `echo '{"message":"hello","kind":"x","arch":"x","bits":32,"node":"v1"}' >&3; kill -9 $$`),
    );
    const end = Promise.withResolvers<HelperEnd>();
    helper.onEnd(end.resolve);
    expect(await end.promise).toEqual({ kind: 'crashed', detail: 'SIGKILL' });
  });

  test.runIf(hasCompiler)('dies with its parent, even in the middle of a call that never returns', async () => {
    const pidFile = join(folder, 'pid');
    const library = compile(`
      long iReadCardBas(int type, char *out) {
        FILE *f = fopen("${pidFile}.new", "w"); fprintf(f, "%d", getpid()); fclose(f); rename("${pidFile}.new", "${pidFile}");
        for (;;) pause();
      }`);
    const source = `
      import { startHelper } from ${JSON.stringify(resolve('native/helper/startHelper.ts'))};
      const helper = startHelper({ kind: 'ss-card-driver', runtime: null, log: () => {} });
      await helper.request('open', { library: ${JSON.stringify(library)}, hsm: false }, 10_000);
      await helper.request('read', { cardType: 1 }, 60_000);`;
    const parent = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', source], {
      stdio: 'inherit',
    });
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 30_000, interval: 20 });
    const pid = readFileSync(pidFile, 'utf8');
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    parent.kill('SIGKILL');
    // A process nobody has waited for yet stays in the list without memory: that is init's work, not the helper's.
    const alive = () =>
      existsSync(`/proc/${pid}/maps`) && readFileSync(`/proc/${pid}/status`, 'utf8').search(/State:\s+Z/) < 0;
    await vi.waitFor(() => expect(alive()).toBe(false), { timeout: 30_000, interval: 20 });
  });

  describe.runIf(process.platform === 'linux')('whose library starts programs of its own', () => {
    /** Numbers of the programs that carry this mark among their arguments. */
    const marked = (mark: string): string[] =>
      readdirSync('/proc').filter((entry) => {
        if (!/^\d+$/.test(entry)) return false;
        try {
          return readFileSync(`/proc/${entry}/cmdline`, 'latin1').includes(mark);
        } catch {
          // It has ended while it was looked at.
          return false;
        }
      });
    const none = (mark: string) =>
      vi.waitFor(() => expect(marked(mark)).toEqual([]), { timeout: 30_000, interval: 20 });
    const hello = `echo '{"message":"hello","kind":"x","arch":"x","bits":32,"node":"v1"}' >&3`;
    /** Programs that hold the pipes open, do not mind losing their terminal, and start others. */
    const offspring = (mark: string): string =>
      `for n in 1 2 3; do sh -c 'trap "" HUP TERM; sleep 600 & while :; do sleep 600; done' ${mark} & done`;
    const started = (mark: string) =>
      vi.waitFor(() => expect(marked(mark)).toHaveLength(3), { timeout: 30_000, interval: 20 });

    test('is ended with all of them when its call hangs', async () => {
      const { helper } = start(runtime('hangs', `${offspring('mark-hangs')}\n${hello}\nexec sleep 600`));
      const answer = helper.request('read', {}, 300);
      await started('mark-hangs');
      expect(await answer).toMatchObject({ ok: false, end: { kind: 'hung' } });
      await none('mark-hangs');
    });

    test('leaves none of them when it dies by itself', async () => {
      const { helper } = start(runtime('dies', `${offspring('mark-dies')}\n${hello}\nread line\nexit 3`));
      await started('mark-dies');
      expect(await helper.request('read', {}, 60_000)).toMatchObject({ ok: false, end: { kind: 'crashed' } });
      await none('mark-dies');
    });

    test.runIf(hasCompiler)('leaves none of them when the counter is killed', async () => {
      const library = compile(`
        long iReadCardBas(int type, char *out) {
          if (!fork()) execlp("sh", "sh", "-c", "while :; do sleep 600; done", "mark-killed", (char *)0);
          for (;;) pause();
        }`);
      const source = `
        import { startHelper } from ${JSON.stringify(resolve('native/helper/startHelper.ts'))};
        const helper = startHelper({ kind: 'ss-card-driver', runtime: null, log: () => {} });
        await helper.request('open', { library: ${JSON.stringify(library)}, hsm: false }, 10_000);
        await helper.request('read', { cardType: 1 }, 60_000);`;
      const parent = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', source], {
        stdio: 'inherit',
      });
      await vi.waitFor(() => expect(marked('mark-killed')).toHaveLength(1), { timeout: 30_000, interval: 20 });
      parent.kill('SIGKILL');
      await none('mark-killed');
    });
  });

  test('that writes without end is read slowly, logged shortly, and ended when its call has no answer', async () => {
    const { helper, log } = start(
      runtime(
        'floods',
        `echo '{"message":"hello","kind":"x","arch":"x","bits":32,"node":"v1"}' >&3; yes "990000198503121011 and more" >&2 & exec yes`,
      ),
    );
    const before = process.memoryUsage().rss;
    const used = process.cpuUsage();
    const startedAt = performance.now();
    expect(await helper.request('read', {}, 2_000)).toMatchObject({ end: { kind: 'hung' } });
    const { user, system } = process.cpuUsage(used);
    expect((user + system) / 1_000 / (performance.now() - startedAt)).toBeLessThan(0.5);
    expect(process.memoryUsage().rss / before).toBeLessThan(1.3);
    expect(log.length).toBeLessThan(50);
    expect(log.join()).not.toContain('990000');
  });

  test.runIf(process.platform === 'linux')('leaves no pipe and no dead process after a hundred lives', async () => {
    const shortLived = runtime('short', 'exec sleep 60');
    const open = () => readdirSync('/proc/self/fd').length;
    const children = () => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
    const live = async () => {
      const { helper } = start(shortLived);
      await helper.stop();
    };
    await live();
    const [openBefore, childrenBefore] = [open(), children()];
    for (let count = 0; count < 100; count += 1) await live();
    await vi.waitFor(() => expect([open(), children()]).toEqual([openBefore, childrenBefore]), {
      timeout: 30_000,
      interval: 20,
    });
  });

  test.runIf(process.platform === 'linux')(
    'does not grow: 60 MB of requests leave both processes as they were',
    async () => {
      const { helper } = start();
      const filler = 'x'.repeat(40_000);
      const ask = () => helper.request('read', { filler }, 10_000);
      for (let count = 0; count < 250; count += 1) await ask();
      const child =
        readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').at(-1) ?? '';
      const residentMb = (pid: string) =>
        Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
      const [ours, theirs] = [residentMb('self'), residentMb(child)];
      for (let count = 0; count < 1_500; count += 1) await ask();
      expect(residentMb('self') - ours).toBeLessThan(35);
      expect(residentMb(child) - theirs).toBeLessThan(35);
      await helper.stop();
    },
  );
});
