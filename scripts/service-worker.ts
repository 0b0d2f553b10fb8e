/**
 * Writes dist/service-worker.js when all else is built: src/offline/ in one classic script, which every browser takes for a
 * service worker, with the hash of every file of the page in it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { OLDEST_BROWSERS } from '../src/core/needs.ts';

const SOURCE = fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url));
const NAME = 'service-worker.js';

/** What the page itself never asks for: icons are the browser's own, the licence is for people. */
const LEFT_OUT = /^(?:icons\/|mnist\/LICENCE\.txt$|service-worker\.js$)/;

/** Path from the folder, with slashes, and the first 32 hex digits of the content's SHA-256; in order of the paths. */
export function hashFiles(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).replaceAll(sep, '/'))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const hash = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex')
      .slice(0, 32);
  return Object.fromEntries(paths.map((path) => [path, hash(path)]));
}

/** The document, and what it names. */
export const firstView = (html: string, hashes: Readonly<Record<string, string>>): string[] =>
  ['index.html', ...Array.from(html.matchAll(/(?:src|href)="\.\/([^"]+)"/g), ([, path]) => path!)].filter(
    (path, i, all) => Object.hasOwn(hashes, path) && all.indexOf(path) === i,
  );

/** folder: a built page, complete but for its service worker. */
export async function writeServiceWorker(folder: string): Promise<void> {
  const hashes = hashFiles(folder);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      FILE_HASHES: JSON.stringify(hashes),
      FIRST_VIEW: JSON.stringify(firstView(html, hashes)),
    },
    build: {
      write: false,
      target: [...OLDEST_BROWSERS],
      rolldownOptions: { input: SOURCE, output: { format: 'iife', entryFileNames: NAME } },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('no service worker was built');
  writeFileSync(join(folder, NAME), result.output[0].code);
}

export const serviceWorkerPlugin = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: async ({ dir }) => {
      if (dir !== undefined) await writeServiceWorker(dir);
    },
  },
});
