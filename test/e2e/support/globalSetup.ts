import { ensureBuilt } from '../../../scripts/bootstrap.mjs';

/** The stories are told over the built application, never over an old build. */
export async function setup(): Promise<void> {
  await ensureBuilt();
}
