/** Makes and checks the hashes that stand for passwords. Slow by purpose: a stolen hash must be dear to guess from. */
export interface Passwords {
  /** Hash of a password, with a salt of its own, for storage. */
  hash(password: string): Promise<string>;
  /**
   * Whether a password has this hash, compared in constant time. Null stands for an account that does not exist: it has no
   * password, and to find that out takes as long.
   */
  matches(password: string, stored: string | null): Promise<boolean>;
}
