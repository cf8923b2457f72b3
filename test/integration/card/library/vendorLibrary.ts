import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';

/** A C compiler is there to make libraries of. */
export const hasCompiler = spawnSync('gcc', ['--version']).status === 0;

/** Folder of the libraries of one test file. */
export const folder = mkdtempSync(join(tmpdir(), 'vendor-library-'));

/** The text in GBK as a C string. */
export function cString(text: string): string {
  return `"${[...iconv.encode(text, 'gb18030')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}""`).join('')}"`;
}

let made = 0;

/** Compiles C to a shared library; answers its path. */
export function compile(source: string, ...flags: readonly string[]): string {
  made += 1;
  const file = join(folder, `library${made}.c`);
  const library = join(folder, `lib${made}.so`);
  writeFileSync(file, `#include <stdio.h>\n#include <string.h>\n#include <stdlib.h>\n#include <unistd.h>\n${source}`);
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', library, file, ...flags]);
  return library;
}

/** The eleven fields of one synthetic card. */
export function cardText(name: string, number = '11010519491231002X', card = 'X00000019'): string {
  return `990000|${number}|${card}|990000D156000005000000000000A101|${name}|00814E43238697159900BF7C7A|2.00|20101001|20301001|410100813475|终端设备号|`;
}

/** The second card. */
export const OTHER_CARD = cardText('王五', '440524188001010014', 'X00000020').replace('A101', 'A202');
