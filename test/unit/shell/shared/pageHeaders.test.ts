import { expect, test } from 'vitest';
import { contentSecurityPolicy, fillPage } from '../../../../main/shell/shared/pageHeaders.ts';

const directive = (policy: string, name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `));

test('the policy starts from nothing and allows no inline script, no eval, no other origin', () => {
  const policy = contentSecurityPolicy({ nonce: 'n0nce', connect: [] });
  expect(directive(policy, 'default-src')).toBe("default-src 'none'");
  expect(directive(policy, 'script-src')).toBe("script-src 'self'");
  expect(directive(policy, 'style-src')).toBe("style-src 'self' 'nonce-n0nce'");
  expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test('the page is told its nonce and its transport in the place made for them', () => {
  for (const slot of ['<meta name="csp-nonce" content="" />', '<meta name="csp-nonce" content="">']) {
    expect(fillPage(`<head>${slot}</head>`, 'n0nce', 'web-socket')).toBe(
      '<head><meta name="csp-nonce" content="n0nce"><meta name="counter-transport" content="web-socket"></head>',
    );
  }
  expect(() => fillPage('<head></head>', 'n0nce', 'message-port')).toThrow('csp-nonce');
});
