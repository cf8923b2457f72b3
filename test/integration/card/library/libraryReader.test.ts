import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createLibraryReader } from '../../../../native/card/library/libraryReader.ts';
import type { LibrarySettings } from '../../../../native/card/library/libraryCalls.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import { startHelper } from '../../../../native/helper/startHelper.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { startHelperHere } from '../../../fixtures/helper/helperHere.ts';
import { cardText, compile, cString, folder, hasCompiler, OTHER_CARD } from './vendorLibrary.ts';

/*
 * Libraries with the functions of the vendors, compiled here, in real helper processes; in this process where a library only
 * answers.
 */

const running: CardReader[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((reader) => reader.stop()));
});

const driver = (library: string, more: Partial<LibrarySettings> = {}): LibrarySettings =>
  ({
    driver: 'ss-card-driver',
    library,
    cardType: 3,
    pollMs: 0,
    hsmEndpoint: null,
    runtime: null,
    ...more,
  }) as LibrarySettings;

/** A reader with everything it has said, and its log. */
function start(settings: LibrarySettings, callTimeoutMs = 10_000, where: 'process' | 'here' = 'process') {
  const history: CardReaderStatus[] = [];
  const log: string[] = [];
  const keep = (line: string) => void log.push(line);
  const reader = createLibraryReader({
    startHelper: () =>
      where === 'here'
        ? startHelperHere(settings.driver)
        : startHelper({ kind: settings.driver, runtime: settings.runtime, log: keep }),
    settings,
    timers: systemTimers,
    log: keep,
    callTimeoutMs,
  });
  const waiting = new Set<() => void>();
  reader.subscribe((status) => {
    history.push(status);
    for (const look of waiting) look();
  });
  /** The first status from now on, or the present one, that is in the state. */
  const reaches = <State extends CardReaderStatus['state']>(state: State, from = 0) =>
    new Promise<Extract<CardReaderStatus, { state: State }>>((resolve) => {
      const look = () => {
        const found = history.slice(from).find((status) => status.state === state);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found as Extract<CardReaderStatus, { state: State }>);
      };
      waiting.add(look);
      look();
    });
  /** Asks for a reading and waits for what it comes to. */
  const read = async () => {
    const from = history.length;
    reader.reread();
    await reaches('reading', from);
    return new Promise<CardReaderStatus>((resolve) => {
      const look = () => {
        const status = history[from + 1];
        if (status === undefined) return;
        waiting.delete(look);
        resolve(status);
      };
      waiting.add(look);
      look();
    });
  };
  running.push(reader);
  reader.start();
  return { reader, history, log, reaches, read };
}

/** The same with the library in this process: for one that answers, and neither hangs nor crashes. */
const startHere = (settings: LibrarySettings) => start(settings, undefined, 'here');

/** A library whose answer is in two files: the return code, and the text (written by the test in UTF-8 as ASCII only). */
function scripted(): { library: string; answer: (code: number, text?: string) => void } {
  const code = join(folder, `code${Math.random()}`);
  const library = compile(`
    long iReadCardBas(int type, char *out) {
      FILE *f = fopen("${code}", "r"); long code = -99; char text[2048] = "";
      fscanf(f, "%ld %2000[^\\n]", &code, text); fclose(f);
      strcpy(out, text); return code;
    }`);
  return {
    library,
    answer: (value, text = '') => {
      // In one step, because the library may be reading just now.
      writeFileSync(`${code}.new`, `${value} ${text}\n`);
      renameSync(`${code}.new`, code);
    },
  };
}

describe.runIf(hasCompiler)('a library of the vendor (needs gcc)', () => {
  test('is read when the teller asks: GBK name with a rare character, what it prints goes nowhere', async () => {
    const library = compile(`
      long iReadCardBas(int type, char *out) {
        printf("%s\\n", ${cString(cardText('欧阳㼆龘'))});
        fprintf(stderr, "read 11010519491231002X of %s\\n", ${cString('欧阳')});
        if (type != 3) return -14;
        strcpy(out, ${cString(cardText('欧阳㼆龘'))});
        return 0;
      }`);
    const { reader, log, history, reaches, read } = start(driver(library));

    await reaches('empty');
    expect(reader.onRequest).toBe(true);
    expect(await read()).toMatchObject({
      state: 'card',
      presentation: 1,
      card: {
        generation: 2,
        name: '欧阳㼆龘',
        socialSecurityNumber: '11010519491231002X',
        cardNumber: 'X00000019',
        cardIdentifier: '990000D156000005000000000000A101',
        issuedOn: '2010-10-01',
        expiresOn: '2030-10-01',
      },
    });
    // The next citizen: nobody notices that the first card has left, so the teller asks again.
    expect(await read()).toMatchObject({ state: 'card', presentation: 2 });

    expect(history.map(({ state }) => state)).toEqual(['empty', 'reading', 'card', 'reading', 'card']);
    expect(log.join('\n')).not.toMatch(/11010519|欧阳|X00000019/);
    expect(log.join('\n')).toContain('prints text of its own, which is left out');
  });

  test('is looked at by itself: a card is read once, another one in its place and its removal are noticed', async () => {
    const { library, answer } = scripted();
    answer(-2);
    const { history, reaches, reader } = startHere(driver(library, { pollMs: 20 }));
    await reaches('empty');
    answer(0, cardText('Zhang San'));
    expect(await reaches('card')).toMatchObject({ presentation: 1, card: { name: 'Zhang San' } });
    let from = history.length;
    answer(0, OTHER_CARD.replace('王五', 'Wang Wu').replace('终端设备号', ''));
    expect(await reaches('card', from)).toMatchObject({ presentation: 2, card: { name: 'Wang Wu' } });
    from = history.length;
    answer(-2);
    await reaches('empty', from);
    answer(-4);
    expect(await reaches('card-failed')).toMatchObject({ presentation: 3, fault: 'mute' });
    from = history.length;
    answer(-11);
    expect(await reaches('unavailable', from)).toMatchObject({ fault: 'no-answer' });
    expect(reader.onRequest).toBe(false);
    expect(history.map(({ state }) => state)).toEqual(['empty', 'card', 'card', 'empty', 'card-failed', 'unavailable']);
  });

  test('answers with a code: the code is explained in Chinese and the teller can ask again', async () => {
    const { library, answer } = scripted();
    const { reaches, read } = startHere(driver(library));
    await reaches('empty');
    for (const [code, fault, words] of [
      [-22, 'refused-by-library', '传入数据与卡内不符'],
      [-0x6a82, 'refused-by-library', '6A82 未找到文件'],
      [-0x63c2, 'refused-by-library', '还可尝试2次'],
      [-0x9303, 'blocked', '应用已永久锁定'],
      [-2201, 'refused-by-library', '无PSAM卡'],
      [77, 'refused-by-library', '77'],
    ] as const) {
      answer(code);
      const status = await read();
      expect(status).toMatchObject({ state: 'card-failed', presentation: 1, fault });
      expect(status).toHaveProperty('detail', expect.stringContaining(words));
    }
    answer(-2);
    expect(await read()).toEqual({ state: 'empty' });
  });

  test('asks for an HSM: step 1 goes to the service, its answer to step 2, once per card', async () => {
    const step1 = '990000|00814E43238697159900BF7C7A|03|990000D156000005000000000000A101|A1|A2|B1|B2|410100813475|';
    const library = compile(`
      long iReadCardBas(int type, char *out) { return -2201; }
      long iReadCardBas_HSM_Step1(int type, char *out) { strcpy(out, ${cString(step1)}); return 0; }
      long iReadCardBas_HSM_Step2(char *key, char *out) {
        if (strcmp(key, "C1|C2|")) return -25;
        strcpy(out, ${cString(cardText('张三').replace('2.00', '3.00'))}); return 0;
      }`);
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (chunk: Buffer) => body.push(chunk));
      request.on('end', () => {
        asked.push(`${request.method ?? ''} ${Buffer.concat(body).toString()}`);
        response.end('C1|C2|\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hsm`;
    const onRequest = startHere(driver(library, { hsmEndpoint: endpoint }));
    try {
      const polled = startHere(driver(library, { hsmEndpoint: endpoint, pollMs: 10 }));
      expect(await polled.reaches('card')).toMatchObject({ card: { generation: 3, name: '张三' } });
      await onRequest.reaches('empty');
      expect(await onRequest.read()).toMatchObject({ state: 'card' });
      expect(asked).toEqual([`POST ${step1}`, `POST ${step1}`]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    expect(await onRequest.read()).toMatchObject({
      state: 'card-failed',
      fault: 'refused-by-library',
      detail: expect.stringContaining('加密机服务没有应答') as string,
    });
  });

  test('hangs: its helper is killed in time, another reader answers meanwhile, and the next life reads again', async () => {
    const marker = join(folder, 'hang');
    const pids = join(folder, 'hang-pids');
    writeFileSync(marker, '');
    const library = compile(`
      long iReadCardBas(int type, char *out) {
        FILE *f = fopen("${pids}", "a"); fprintf(f, "%d\\n", getpid()); fclose(f);
        if (access("${marker}", F_OK) == 0) for (;;) pause();
        strcpy(out, ${cString(cardText('张三'))}); return 0;
      }`);
    const { library: healthy, answer } = scripted();
    answer(0, cardText('Zhang San'));
    const stuck = start(driver(library), 800);
    const other = start(driver(healthy));
    await Promise.all([stuck.reaches('empty'), other.reaches('empty')]);

    const outcome = stuck.read();
    expect(await other.read()).toMatchObject({ state: 'card' });
    expect(stuck.reader.status().state).toBe('reading');
    expect(await outcome).toMatchObject({ state: 'unavailable', fault: 'library-hung' });
    const pid = Number(readFileSync(pids, 'utf8'));
    expect(existsSync(`/proc/${pid}`)).toBe(false);

    rmSync(marker);
    await stuck.reaches('empty', stuck.history.length);
    expect(await stuck.read()).toMatchObject({ state: 'card', presentation: 2 });
  });

  test('stops at once also while its library hangs', async () => {
    const library = compile('long iReadCardBas(int type, char *out) { for (;;) pause(); }');
    const { reader, reaches } = start(driver(library));
    await reaches('empty');
    reader.reread();
    await reaches('reading');
    const begun = performance.now();
    await reader.stop();
    expect(performance.now() - begun).toBeLessThan(1_500);
    expect(reader.status().state).toBe('reading');
  });

  test('crashes: said so, with the signal, and the next life reads again', async () => {
    const marker = join(folder, 'crash');
    writeFileSync(marker, '');
    const library = compile(`
      long iReadCardBas(int type, char *out) {
        if (access("${marker}", F_OK) == 0) *(volatile int *)0 = 1;
        strcpy(out, ${cString(cardText('张三'))}); return 0;
      }`);
    const { history, reaches, read } = start(driver(library));
    await reaches('empty');
    expect(await read()).toMatchObject({ state: 'unavailable', fault: 'library-crashed', detail: 'SIGSEGV' });
    rmSync(marker);
    await reaches('empty', history.length);
    expect(await read()).toMatchObject({ state: 'card', card: { name: '张三' } });
  });

  test('writes beyond its buffer: reported, not believed', async () => {
    const library = compile(`
      long iReadCardBas(int type, char *out) {
        strcpy(out, ${cString(cardText('张三'))}); memset(out + 4096, 'x', 20000); return 0;
      }`);
    const { reaches, read, history } = startHere(driver(library));
    await reaches('empty');
    expect(await read()).toMatchObject({
      state: 'unavailable',
      fault: 'library-unfit',
      detail: 'iReadCardBas 写出了 4096 字节的缓冲区',
    });
    expect(history.some(({ state }) => state === 'card')).toBe(false);
  });

  test('lacks a function, or a library of its own: each is named', async () => {
    const other = compile('long iSomething(void) { return 0; }');
    expect(await startHere(driver(other)).reaches('unavailable')).toMatchObject({
      fault: 'library-unfit',
      detail: expect.stringContaining('iReadCardBas') as string,
    });
    const plain = compile('long iReadCardBas(int type, char *out) { return -2; }');
    const hsm = driver(plain, { hsmEndpoint: 'http://127.0.0.1:1/' });
    expect(await startHere(hsm).reaches('unavailable')).toMatchObject({
      fault: 'library-unfit',
      detail: expect.stringContaining('iReadCardBas_HSM_Step1') as string,
    });
    const needs = compile(
      'extern long iSomething(void); long iReadCardBas(int t, char *o) { return iSomething(); }',
      other,
    );
    rmSync(other);
    // In a process of its own, because this one has the missing library still in its memory.
    expect(await start(driver(needs)).reaches('unavailable')).toMatchObject({
      fault: 'library-not-found',
      detail: expect.stringContaining('.so') as string,
    });
  });

  test('HeaSecReadInfo is initialised with its settings and gives the same text', async () => {
    const library = compile(`
      static int ready = 0;
      long Init(char *info, char *err) {
        if (strcmp(info, "{\\"IP\\":\\"10.0.0.1\\"}")) { strcpy(err, ${cString('参数错误')}); return -1; }
        ready = 1; return 0;
      }
      long ReadCardBas(char *card, char *business) {
        if (!ready) return -12;
        strcpy(card, ${cString(cardText('张三'))}); memset(business, 'b', 8000); business[8000] = 0; return 0;
      }`);
    const settings = (initialization: string): LibrarySettings => ({
      driver: 'hea-sec-read-info',
      library,
      initialization,
      pollMs: 0,
      runtime: null,
    });
    const right = startHere(settings('{"IP":"10.0.0.1"}'));
    await right.reaches('empty');
    expect(await right.read()).toMatchObject({ state: 'card', card: { name: '张三' } });
    expect(await startHere(settings('{}')).reaches('unavailable')).toMatchObject({
      fault: 'no-answer',
      detail: 'Init 返回 -1:参数错误',
    });
  });

  test('SSCard.dll is initialised with address and user, and told the sizes of its buffers', async () => {
    const library = compile(`
      int Init(char *url, char *user) { return strcmp(url, "http://10.0.0.1:8080/") || strcmp(user, "0001"); }
      int ReadCardBas(char *out, int size, char *sign, int signSize) {
        if (size < 1024 || signSize < 1024) return -14;
        strcpy(out, ${cString(cardText('张三'))}); memset(sign, 's', signSize - 1); return 0;
      }`);
    const { reaches, read } = startHere({
      driver: 'ss-card-dll',
      library,
      url: 'http://10.0.0.1:8080/',
      user: '0001',
      pollMs: 0,
      runtime: null,
    });
    await reaches('empty');
    expect(await read()).toMatchObject({ state: 'card', card: { name: '张三' } });
  });
});

describe('a library that cannot be loaded', () => {
  test('is not there', async () => {
    expect(await startHere(driver(join(folder, 'nothing.so'))).reaches('unavailable')).toMatchObject({
      fault: 'library-not-found',
      detail: expect.stringContaining('ENOENT') as string,
    });
  });

  test('has another width or another processor: both sides are named', async () => {
    const header = (bits: 1 | 2, machine: number): Buffer => {
      const bytes = Buffer.alloc(64);
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, bits, 1, 1]).copy(bytes);
      bytes.writeUInt16LE(3, 16);
      bytes.writeUInt16LE(machine, 18);
      return bytes;
    };
    const narrow = join(folder, 'narrow.so');
    writeFileSync(narrow, header(1, 3));
    expect(await startHere(driver(narrow)).reaches('unavailable')).toMatchObject({
      fault: 'library-bitness',
      detail: `读卡库 32 位(ia32),辅助进程 64 位(${process.arch})`,
    });
    const foreign = join(folder, 'foreign.so');
    writeFileSync(foreign, header(2, 258));
    expect(await startHere(driver(foreign)).reaches('unavailable')).toMatchObject({
      fault: 'library-bitness',
      detail: expect.stringContaining('loong64') as string,
    });
  });

  test('is no library, or its runtime cannot be started', async () => {
    const text = join(folder, 'text.so');
    appendFileSync(text, 'not a library');
    expect(await startHere(driver(text)).reaches('unavailable')).toMatchObject({ fault: 'library-unfit' });
    expect(await start(driver(text, { runtime: join(folder, 'no-node') })).reaches('unavailable')).toMatchObject({
      fault: 'library-not-found',
      detail: expect.stringContaining('辅助进程不能启动') as string,
    });
  });
});
