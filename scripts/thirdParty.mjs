import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_VERSION } from './pinnedNode.mjs';

/** Name of the file in out/ with the licence texts of everything that ships. */
const THIRD_PARTY_FILE = 'THIRD-PARTY.txt';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = '='.repeat(100);

/**
 * Folder of the package a module belongs to, or null for a module of ours. Ids of bundlers carry queries and marks.
 *
 * @param {string} id
 */
export function packageFolder(id) {
  const path = id.replace(/^\0+/, '').replace(/\?.*$/, '').replaceAll('\\', '/');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null;
}

/**
 * Folders of the packages that are installed beside the bundles: those of `dependencies` and what they need.
 *
 * @param {string} root
 */
export function installedPackages(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && existsSync(join(root, path)))
    .map(([path]) => join(root, path).replaceAll('\\', '/'));
}

/**
 * One package: name, version, licence, and every licence text it brings. A package that states no licence at all stops the build.
 *
 * @param {string} folder
 * @returns {{ readonly title: string, readonly text: string }}
 */
export function licenceOf(folder) {
  const { name, version, license, author, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  if (texts.length === 0) {
    if (license !== 'MIT') throw new Error(`${name} ${version} ships and brings no licence text (${String(license)})`);
    const holder = typeof author === 'object' && author !== null ? author.name : author;
    texts.push(`Copyright (c) ${holder ?? `the authors of ${name}`}\n\n${MIT_TEXT}`);
  }
  const title = `${name} ${version}`;
  const text = [title, license, homepage, '', ...texts].filter((line) => line !== undefined).join('\n');
  return { title, text };
}

/**
 * A plugin for each build: gathers the packages whose code the bundle has taken in, and writes the file when the build ends. The
 * last build writes what all have taken in.
 *
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
export function thirdPartyPlugin(root) {
  return {
    name: 'third-party-licences',
    apply: 'build',
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const folder = packageFolder(id);
        if (folder !== null) bundled.add(folder);
      }
    },
    closeBundle() {
      const out = join(root, 'out');
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, THIRD_PARTY_FILE), thirdPartyText(root, [...bundled, ...installedPackages(root)]));
    },
  };
}

/** Packages taken into bundles so far: electron-vite makes its builds one after another in one process. */
const bundled = new Set();

/**
 * The whole text, packages by name.
 *
 * @param {string} root
 * @param {readonly string[]} folders
 */
export function thirdPartyText(root, folders) {
  const packages = new Map(folders.map((folder) => licenceOf(folder)).map(({ title, text }) => [title, text]));
  const node = readFileSync(join(root, 'scripts', 'licences', 'node.txt'), 'utf8').trim();
  packages.set(`Node.js ${NODE_VERSION}`, `Node.js ${NODE_VERSION}\nhttps://nodejs.org/\n\n${node}`);
  const head = '一柜通使用的第三方软件及其许可证。Electron 与 Chromium 的许可证另见安装目录中的 LICENSE 文件。';
  return `${[head, ...[...packages].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([, text]) => text)].join(`\n\n${RULE}\n`)}\n`;
}

/** The MIT licence without its copyright line, for packages that name it and bring no file (opensource.org/license/mit). */
const MIT_TEXT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
