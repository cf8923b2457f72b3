import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCentralClient } from '../../../main/central/client.ts';
import { centralConfigSchema } from '../../../main/central/config.ts';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { readAuthorities } from '../../../main/core/authorities.ts';
import { CONFIG, messageAbout, messageIds, TELLER } from '../../unit/central/fixtures.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/tls');
const read = (name: string) => readFileSync(path.join(FIXTURES, name));

let close: () => Promise<void>;
let port: number;

/** The bureau's gateway: its certificate is for 127.0.0.1 and signed by an authority of the bureau's own. */
beforeEach(async () => {
  const server = createServer({ cert: read('server.pem'), key: read('server-key.pem') }, (request, response) => {
    request.resume().on('end', () => response.end('{"infcode":-1,"err_msg":"未查询到人员信息"}'));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ({ port } = server.address() as AddressInfo);
  close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
});
afterEach(() => close());

async function lookUp(host: string, caFile?: string) {
  const authorities = readAuthorities(FIXTURES, caFile);
  if (!authorities.ok) throw new Error(authorities.message);
  const clock = systemClock;
  const client = createCentralClient(centralConfigSchema.parse({ ...CONFIG, endpoint: `https://${host}:${port}` }), {
    region: '990000',
    clock,
    timers: systemTimers,
    nextMessageId: messageIds(clock),
    ca: authorities.value,
    log: () => undefined,
  });
  const found = await client.lookUpPerson({ kind: 'id-number', idNumber: '990000198503121011' }, TELLER);
  const sent = await client.submit(messageAbout('P1', 1));
  await client.close();
  return { found, sent };
}

describe("E3 a certificate of the bureau's own authority", () => {
  it('is trusted when the file of the authority is named', async () => {
    const { found } = await lookUp('127.0.0.1', 'bureau-ca.pem');
    expect(found).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('is not trusted without it: nothing is sent, and the message says what to set', async () => {
    const { found, sent } = await lookUp('127.0.0.1');
    expect(found).toMatchObject({ ok: false, code: 'unreachable' });
    expect(found).toHaveProperty('message', expect.stringMatching(/证书不受信任.*central\.caFile/));
    expect(sent).toMatchObject({ outcome: 'not-sent' });
  });

  it('is not trusted for another name even with it', async () => {
    const { found } = await lookUp('localhost', 'bureau-ca.pem');
    expect(found).toHaveProperty('message', expect.stringContaining('不是发给这个地址的'));
  });
});

it('a gateway that speaks plain HTTP where TLS is set is named so', async () => {
  const plain = createPlainServer((_request, response) => response.end());
  await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening));
  ({ port } = plain.address() as AddressInfo);
  const { found } = await lookUp('127.0.0.1');
  await new Promise((closed) => plain.close(closed));
  expect(found).toHaveProperty('message', expect.stringContaining('不是 https 服务'));
});
