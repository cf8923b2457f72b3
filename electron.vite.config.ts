import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { PARSED_FILE, parseAhead } from './main/catalogue/parsedBefore.ts';
import { thirdPartyPlugin } from './scripts/thirdParty.mjs';

const at = (path: string) => resolve(import.meta.dirname, path);

/** Lays what the start reads as YAML beside the bundles as plain values. */
function parsedYamlPlugin(): Plugin {
  return {
    name: 'parsed-yaml',
    generateBundle() {
      const source = JSON.stringify(parseAhead([at('main/catalogue'), at('main/central/maps')]));
      this.emitFile({ type: 'asset', fileName: PARSED_FILE, source });
    },
  };
}

/**
 * Everything that runs goes to out/. `main` holds all entries of Node: both shells, both core processes and the ops
 * command; packages of `dependencies` stay outside the bundles, because native modules and ws load files of their own.
 */
export default defineConfig({
  main: {
    plugins: [thirdPartyPlugin(at('.')), parsedYamlPlugin()],
    build: {
      outDir: at('out'),
      emptyOutDir: true,
      // Source maps stay out of the package; names and lines in a stack trace are readable without them.
      minify: false,
      rolldownOptions: {
        input: {
          'electron/main': at('main/shell/electron/main.ts'),
          'electron/core': at('main/shell/electron/core.ts'),
          'browser/main': at('main/shell/browser/main.ts'),
          'browser/child': at('main/shell/browser/child.ts'),
          'ops/cli': at('main/ops/cli.ts'),
          // The process that makes the calls into vendors' libraries; runs under a plain Node, never under Electron.
          'helper/main': at('native/helper/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [thirdPartyPlugin(at('.'))],
    build: {
      outDir: at('out/electron'),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { preload: at('main/shell/electron/preload/preload.ts') },
        // A sandboxed preload is CommonJS and one file: it can require `electron` and nothing else.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), thirdPartyPlugin(at('.'))],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // electron-vite leaves it off; less to parse is sooner on the screen.
      minify: true,
      // Styles, fonts and pictures as files: data: addresses of fonts would need an exception from the policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
