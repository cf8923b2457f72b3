import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import type { Passwords } from '../services/passwords.ts';

/** scrypt cost: about 50 ms on a counter's machine, memory 16 MiB (N·r·128 bytes). */
export const PASSWORD_COST = { N: 16_384, r: 8, p: 1 } as const satisfies ScryptOptions;

/**
 * Cost in a demonstration, about 2 ms: its passwords are written on its own sign-in screen, and its first start makes one for each
 * of its accounts. No hall ever works with its database.
 */
export const DEMO_PASSWORD_COST = { ...PASSWORD_COST, N: 512 } as const satisfies ScryptOptions;

/** What scrypt works with: a memory of N·r·128 bytes, p times. */
export type PasswordCost = Readonly<Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>>;

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** A stored hash: the cost it was made at, so that a later cost locks nobody out, then salt and key in hexadecimal. */
const STORED = /^scrypt:(\d+):(\d+):(\d+):([0-9a-f]{32}):([0-9a-f]{64})$/;

/** Passwords by scrypt, made at `cost`; stored as `scrypt:N:r:p:salt:key`. Tests that sign in many times give a lower cost. */
export function createPasswords(cost: PasswordCost): Passwords {
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost);
      return `scrypt:${cost.N}:${cost.r}:${cost.p}:${salt.toString('hex')}:${key.toString('hex')}`;
    },
    matches: async (password, stored) => {
      const parts = STORED.exec(stored ?? '');
      if (parts === null) {
        await derive(password, Buffer.alloc(SALT_BYTES), cost);
        return false;
      }
      const [, N, r, p, salt = '', key = ''] = parts;
      const derived = await derive(password, Buffer.from(salt, 'hex'), { N: Number(N), r: Number(r), p: Number(p) });
      return timingSafeEqual(Buffer.from(key, 'hex'), derived);
    },
  };
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
