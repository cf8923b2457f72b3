import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { main } from '../../../../main/ops/cli.ts';
import { cardText, compile, cString, folder, hasCompiler } from './vendorLibrary.ts';

/** Runs `device read-card` as the technician does, in a process of its own that has to end by itself. */
async function readCardProcess(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--no-warnings', resolve('main/ops/cli.ts'), 'device', 'read-card', ...args]);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out };
}

/** The same in this process, because a process costs more than the command; its helper is a process all the same. */
async function readCard(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const listen = (stream: NodeJS.WriteStream, name: keyof typeof said) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  const spies = [listen(process.stdout, 'out'), listen(process.stderr, 'err')];
  try {
    return { code: await main(['device', 'read-card', ...args]), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe.runIf(hasCompiler)('device read-card with the library of a vendor (needs gcc)', () => {
  test('prints the card, the number masked', async () => {
    const library = compile(`
      long iReadCardBas(int type, char *out) {
        if (type != 1) return -2;
        strcpy(out, ${cString(cardText('张三'))}); return 0;
      }`);
    const read = await readCardProcess('--driver', 'ss-card-driver', '--library', library, '--type', '1');
    expect(read).toMatchObject({ code: 0 });
    expect(read.out).toContain('姓名:张三\n社会保障号码:110105********002X\n性别:(读卡库不提供)\n');
  });

  test('HeaSecReadInfo and SSCard take their own options', async () => {
    const library = compile(`
      long Init(char *first, char *second) { return strcmp(first, "{}"); }
      long ReadCardBas(char *out, void *other) { strcpy(out, ${cString(cardText('张三'))}); return 0; }`);
    const hea = await readCard('--driver', 'hea-sec-read-info', '--library', library, '--init', '{}', '--json');
    const dll = await readCard('--driver=ss-card-dll', '--library', library, '--url', '{}', '--full', '--json');
    expect(JSON.parse(hea.out)).toMatchObject({ ok: true, card: { name: '张三' } });
    expect(JSON.parse(dll.out)).toMatchObject({ ok: true, card: { socialSecurityNumber: '11010519491231002X' } });
  });
});

describe('device read-card with what cannot work', () => {
  test('names the failure, or refuses wrong arguments with the usage', async () => {
    const missing = join(folder, 'none.so');
    const read = await readCard('--driver', 'ss-card-driver', '--library', missing, '--json');
    const refused = await readCard('--driver', 'ss-card-driver', '--library', missing, '--type', '5');
    expect(read.code).toBe(1);
    expect(JSON.parse(read.out)).toMatchObject({ ok: false, code: 'library-not-found' });
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--type:应为 1 至 4[^]*--driver ss-card-driver --library/) as string,
    });
  });
});
