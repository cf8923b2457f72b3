import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ok } from '../domain/result.ts';
import { parseYaml, type ParseYaml } from './yamlFile.ts';

/** Name of the file in out/ with what the build has parsed. */
export const PARSED_FILE = 'parsed-yaml.json';

/** Plain values of YAML files by the SHA-256 of the file's bytes: what was changed since is another file, and parsed anew. */
const parsedSchema = z.record(z.string().length(64), z.unknown());

type Parsed = z.infer<typeof parsedSchema>;

function nameOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/**
 * Parses every YAML file of these folders and below for a later start: parsing them takes a third of it. Left out is what has
 * problems, which the start has to tell, and what JSON cannot hold.
 */
export function parseAhead(folders: readonly string[]): Parsed {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => path.join(folder, name)),
  );
  return Object.fromEntries(
    files.flatMap((file) => {
      const bytes = readFileSync(file);
      const parsed = parseYaml(file, bytes);
      const isPlain =
        parsed.ok && isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.value.values)), parsed.value.values);
      return isPlain ? [[nameOf(bytes), parsed.value.values] as const] : [];
    }),
  );
}

/** What was parsed ahead; nothing where the program runs from its sources without a build. */
export function readParsed(file: string): Parsed {
  try {
    return parsedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** A parser that takes the values of a file it knows, and parses it only to say where in it a problem stands. */
export function parserKnowing(parsed: Parsed): ParseYaml {
  return (file, bytes) => {
    const name = nameOf(bytes);
    if (!Object.hasOwn(parsed, name)) return parseYaml(file, bytes);
    const located = () => {
      const source = parseYaml(file, bytes);
      if (!source.ok) throw new Error(`${file} could be parsed ahead and cannot now`);
      return source.value;
    };
    return ok({
      file,
      values: parsed[name],
      problemAt: (at, message) => located().problemAt(at, message),
      bareValueAt: (at) => located().bareValueAt(at),
    });
  };
}
