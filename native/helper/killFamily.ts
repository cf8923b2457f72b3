import { spawn, type ChildProcess } from 'node:child_process';
import { systemCodeOf } from '../../main/domain/systemErrors.ts';

/** Whether a helper can be the head of a process group of its own: Windows has none. */
export const HAS_GROUPS = process.platform !== 'win32';

/**
 * Ends a helper and whatever its library started: vendors' libraries begin processes of their own (a driver service, a shell)
 * which would outlive it and go on holding the reader. On Unix they are all of the helper's process group, for it was started as
 * the head of one. Windows is asked to end the tree, which it knows while the helper lives; a job object would need native code
 * here. A process that made itself the head of another group is left alone: it was meant to stay.
 */
export function killFamily(helper: ChildProcess): void {
  const { pid } = helper;
  if (pid === undefined) return;
  if (HAS_GROUPS) {
    killGroup(pid);
    return;
  }
  const killer = spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
  // Where it cannot be run, the helper at least goes.
  killer.on('error', () => helper.kill('SIGKILL'));
  killer.on('exit', (code) => {
    if (code !== 0) helper.kill('SIGKILL');
  });
}

/** Ends all processes of a group that may be ended. That there are none any more is what is wanted. */
export function killGroup(head: number): void {
  try {
    process.kill(-head, 'SIGKILL');
  } catch (error) {
    if (!['ESRCH', 'EPERM'].includes(systemCodeOf(error))) throw error;
  }
}
