import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the built window. */
export interface StaticFile {
  readonly body: Buffer;
  readonly contentType: string;
  /** The name carries a hash of the content, so it may be kept for ever. */
  readonly immutable: boolean;
}

/** The built window: the page, and every other file by its URL path (`/assets/…`). */
export interface StaticFiles {
  readonly page: string;
  readonly files: ReadonlyMap<string, StaticFile>;
}

/** What Vite puts out; anything else is not served. */
const CONTENT_TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
} as const satisfies Record<string, string>;

function isServed(extension: string): extension is keyof typeof CONTENT_TYPES {
  return Object.hasOwn(CONTENT_TYPES, extension);
}

/**
 * Reads the whole built window into memory once (a few megabytes, most of it fonts). A request is then a look-up of a
 * path in this list and never a path on the disk: there is nothing a `..` or a link could reach. Null: not built.
 */
export function loadStaticFiles(folder: string): StaticFiles | null {
  let paths: string[];
  let page: string;
  try {
    page = readFileSync(join(folder, 'index.html'), 'utf8');
    paths = listFiles(folder, '/');
  } catch {
    // Not built, or a broken installation: the caller says so to the person who starts it.
    return null;
  }
  const files = new Map<string, StaticFile>();
  for (const path of paths) {
    const extension = extname(path);
    if (!isServed(extension)) continue;
    files.set(path, {
      body: readFileSync(join(folder, path)),
      contentType: CONTENT_TYPES[extension],
      immutable: path.startsWith('/assets/'),
    });
  }
  return { page, files };
}

/** URL paths of all files below a folder, by plain listings: inside app.asar Electron answers these itself. */
function listFiles(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(folder, `${path}${entry.name}/`) : [`${path}${entry.name}`],
  );
}
