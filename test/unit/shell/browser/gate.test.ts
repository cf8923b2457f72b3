import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admitRequest, admitSocket, type AskedOfGate } from '../../../../main/shell/browser/gate.ts';
import { openSession, pageKey, sealSession, sessionCookie, windowKey } from '../../../../main/shell/browser/session.ts';

const PORT = 4711;
const keys = { port: PORT, secret: Buffer.alloc(32, 7) };
const session = { sessionId: '0123456789abcdef0123456789abcdef' };
const cookie = `yiguitong-${PORT}=${sealSession(session, keys.secret)}`;
const own: AskedOfGate = {
  method: 'GET',
  target: '/',
  host: `127.0.0.1:${PORT}`,
  origin: `http://127.0.0.1:${PORT}`,
  cookie,
  windowKey: undefined,
};

describe('the gate of the loopback server', () => {
  test('lets the own page in, by either name of the machine', () => {
    expect(admitRequest(own, keys)).toEqual({ kind: 'file', path: '/', origin: `http://127.0.0.1:${PORT}` });
    const byName = { ...own, host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` };
    expect(admitRequest(byName, keys).kind).toBe('file');
    expect(admitSocket({ ...byName, target: '/rpc' }, keys)).toEqual({ kind: 'socket', session });
  });

  test('refuses every other Host and every other Origin, whatever the rest is', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        fc.pre(name !== own.host && name !== `localhost:${PORT}`);
        expect(admitRequest({ ...own, host: name }, keys)).toEqual({ kind: 'refused', refusal: 'wrong-host' });
        expect(admitSocket({ ...own, target: '/rpc', host: name }, keys).kind).toBe('refused');
      }),
    );
    fc.assert(
      fc.property(fc.string(), (origin) => {
        fc.pre(origin !== own.origin);
        expect(admitRequest({ ...own, origin }, keys)).toEqual({ kind: 'refused', refusal: 'wrong-origin' });
        expect(admitSocket({ ...own, target: '/rpc', origin }, keys).kind).toBe('refused');
      }),
    );
  });

  test('a path it gives out is what a browser would have asked for: no dot segments are left', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.constantFrom('/../', '/%2e%2e/', '/./', '/..\\'), (path, dots) => {
        const admission = admitRequest({ ...own, target: `/a${dots}${path}` }, keys);
        if (admission.kind === 'file') expect(admission.path.split('/')).not.toContain('..');
        expect(['file', 'launch']).toContain(admission.kind);
      }),
    );
  });

  test('the launch address asks for no cookie and hands on the token as it was given', () => {
    const asked = { ...own, origin: undefined, cookie: undefined, target: '/launch?token=abc' };
    expect(admitRequest(asked, keys)).toMatchObject({ kind: 'launch', token: 'abc' });
    // HEAD is what link previews and scanners send: it must not spend the token.
    expect(admitRequest({ ...asked, method: 'HEAD' }, keys)).toEqual({ kind: 'refused', refusal: 'no-session' });
  });
});

describe('another window', () => {
  const asked: AskedOfGate = { ...own, method: 'POST', target: '/window', origin: undefined, cookie: undefined };
  const key = windowKey(keys.secret);

  test('is for who shows the key, and no page can ask for it', () => {
    expect(admitRequest({ ...asked, windowKey: key }, keys)).toEqual({ kind: 'another-window' });
    expect(admitRequest({ ...asked, windowKey: key, origin: own.origin }, keys).kind).toBe('refused');
    expect(admitRequest({ ...asked, windowKey: key, host: 'evil.example' }, keys).kind).toBe('refused');
    expect(admitRequest({ ...asked, windowKey: key, method: 'GET' }, keys).kind).toBe('refused');
    expect(admitRequest({ ...asked, cookie }, keys)).toEqual({ kind: 'refused', refusal: 'no-session' });
  });

  test('no other text is that key, nor is anything a page or a cookie holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(pageKey(session, keys.secret), cookie)), (given) => {
        fc.pre(given !== key);
        expect(admitRequest({ ...asked, windowKey: given }, keys).kind).toBe('refused');
      }),
    );
  });
});

describe('the session cookie', () => {
  test('is found among others and carries its session', () => {
    expect(openSession(`theme=dark; ${cookie}; x=y`, PORT, keys.secret)).toEqual(session);
    expect(sessionCookie(session, PORT, keys.secret)).toBe(`${cookie}; HttpOnly; SameSite=Strict; Path=/`);
  });

  test('opens nothing after any change of any character, or under another secret or port', () => {
    const value = cookie.slice(cookie.indexOf('=') + 1);
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(value[at] !== character);
        const changed = value.slice(0, at) + character + value.slice(at + 1);
        expect(openSession(`yiguitong-${PORT}=${changed}`, PORT, keys.secret)).toBeNull();
      }),
    );
    expect(openSession(cookie, PORT, Buffer.alloc(32, 8))).toBeNull();
    expect(openSession(cookie, PORT + 1, keys.secret)).toBeNull();
    expect(openSession(undefined, PORT, keys.secret)).toBeNull();
  });
});
