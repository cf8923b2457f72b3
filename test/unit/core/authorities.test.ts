import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAuthorities } from '../../../main/core/authorities.ts';

const FILE = path.resolve(import.meta.dirname, '../../fixtures/tls/bureau-ca.pem');
const pem = readFileSync(FILE, 'utf8');
const subject = 'CN=Synthetic bureau CA';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'authorities-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function authoritiesOf(bytes: string | Uint8Array) {
  writeFileSync(path.join(home, 'ca'), bytes);
  const read = readAuthorities(home, 'ca');
  return read.ok ? read.value.map((one) => new X509Certificate(one).subject) : read.message;
}

describe('the authorities named in counter.yaml', () => {
  it('are none when no file is named', () => {
    expect(readAuthorities(home, undefined)).toEqual({ ok: true, value: [] });
  });

  it('are read from PEM with one or several, with words around them, and from DER', () => {
    expect(authoritiesOf(pem)).toEqual([subject]);
    expect(authoritiesOf(`# 本局\r\n${pem.replaceAll('\n', '\r\n')}\r\n${pem}`)).toEqual([subject, subject]);
    expect(authoritiesOf(new X509Certificate(pem).raw)).toEqual([subject]);
  });

  it('can lie at a whole path', () => {
    expect(readAuthorities(home, FILE)).toMatchObject({ ok: true });
  });

  it.each([
    ['no certificate', '你好'],
    ['nothing', ''],
    ['a key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n'],
    ['half a certificate', pem.slice(0, 300)],
    ['a broken certificate', pem.replace(/\n[A-Za-z0-9+/]{20}/, '\nAAAA')],
  ])('are refused with %s in the file, and the start says what to do', (_name, content) => {
    expect(authoritiesOf(content)).toMatch(/central\.caFile.*不是证书文件，没有启动，数据没有改动。请/);
  });

  it('are refused when the file is not there or a folder', () => {
    mkdirSync(path.join(home, 'folder'));
    for (const name of ['nowhere.pem', 'folder']) {
      expect(readAuthorities(home, name)).toMatchObject({
        ok: false,
        message: expect.stringContaining('读不出来') as string,
      });
    }
  });
});
