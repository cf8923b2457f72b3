import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import type { Passwords } from '../services/passwords.ts';

/** scrypt cost: about 50 ms on a counter's machine, memory 16 MiB (N·r·128 bytes). */
export const PASSWORD_COST = { N: 16_384, r: 8, p: 1 } as const satisfies ScryptOptions;

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** No password has this hash. */
const NO_PASSWORD = `${'00'.repeat(SALT_BYTES)}:${'00'.repeat(KEY_BYTES)}`;

/** Passwords by scrypt; stored as `salt:key`, hexadecimal. Tests that sign in many times give a lower cost. */
export function createPasswords(cost: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>): Passwords {
  const derive = (password: string, salt: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, KEY_BYTES, cost, (error, key) => {
        if (error) reject(error);
        else resolve(key);
      });
    });
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      return `${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`;
    },
    matches: async (password, stored) => {
      const [salt = '', key = ''] = (stored ?? NO_PASSWORD).split(':');
      const expected = Buffer.from(key, 'hex');
      const derived = await derive(password, Buffer.from(salt, 'hex'));
      return expected.length === derived.length && timingSafeEqual(expected, derived);
    },
  };
}
