/** Shortest password of an account, UTF-16 code units: what is counted when it is typed. */
export const SHORTEST_PASSWORD = 8;
/** Longest password, UTF-16 code units. */
export const LONGEST_PASSWORD = 200;

/** What a new password must not be, in the words of the screen. */
export const passwordProblems = {
  short: `新密码至少 ${SHORTEST_PASSWORD} 个字符`,
  long: `新密码最多 ${LONGEST_PASSWORD} 个字符`,
  number: '新密码不能包含工号',
  repeated: '新密码不能只是同一个字符',
  same: '新密码不能和原密码相同',
} as const satisfies Record<string, string>;

/** Why a new password is not taken. */
export type PasswordProblem = keyof typeof passwordProblems;

/** What is wrong with a password that the owner of this number chooses instead of the current one; null when it may be theirs. */
export function passwordProblem(
  chosen: string,
  { number, current }: { readonly number: string; readonly current: string },
): PasswordProblem | null {
  if (chosen.length < SHORTEST_PASSWORD) return 'short';
  if (chosen.length > LONGEST_PASSWORD) return 'long';
  // Two spellings of the same characters make the same password.
  if (chosen.normalize('NFC') === current.normalize('NFC')) return 'same';
  if (chosen.toLowerCase().includes(number.toLowerCase())) return 'number';
  return new Set(chosen).size === 1 ? 'repeated' : null;
}
