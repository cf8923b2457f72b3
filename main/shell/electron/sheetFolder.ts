import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long a saved sheet stays, days: it is saved to be printed elsewhere or handed on, and holds a citizen's data. */
export const SHEET_DAYS = 7;

const DAY_MS = 86_400_000;

/** Writes a PDF into the folder of saved sheets, both for their owner alone; answers its path. */
export function keepSheet(folder: string, fileName: string, pdf: Uint8Array): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The folder may be from a time, or a tool, that was less strict. Windows keeps the profile's own rights.
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  const place = join(folder, `${fileName.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.pdf`);
  // Taken away first: a file keeps the rights it was made with, and a link would be written through.
  rmSync(place, { force: true });
  writeFileSync(place, pdf, { mode: 0o600, flag: 'wx' });
  return place;
}

/** Removes the sheets saved more than {@link SHEET_DAYS} days ago; nothing else in the folder. */
export function removeOldSheets(folder: string, now: Date): void {
  for (const name of sheetsIn(folder)) {
    const path = join(folder, name);
    if (now.getTime() - statSync(path).mtimeMs > SHEET_DAYS * DAY_MS) rmSync(path, { force: true });
  }
}

function sheetsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.pdf'))
      .map((entry) => entry.name);
  } catch {
    // No sheet was ever saved here.
    return [];
  }
}
