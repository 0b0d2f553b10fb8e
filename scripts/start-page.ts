/**
 * Puts what index.html shows before its scripts (src/app/start/) into index.html: styles and a classic script, which wait for
 * no request, and the script's hash into the content security policy, which allows no other inline script. The stylesheet and
 * the module scripts go to the end of the body: what stands before them is painted without waiting for them, and the
 * classic script listens before any of them can fail.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { NEEDS } from '../src/core/needs.ts';

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../src/app/start/${file}`, import.meta.url)), 'utf8');

/**
 * The pretrained network, which the predictor asks for: it comes while the scripts are being run, and after them. Fetched
 * ahead, not preloaded: browsers warn of preloads that the document itself does not use.
 */
const NETWORK = ['json', 'bin'].map(
  (kind) => `<link rel="prefetch" as="fetch" crossorigin href="./networks/reference.${kind}">`,
);

/** Without comments that have lines of their own, and without indentation. */
const shorten = (text: string): string =>
  text
    .replaceAll(/^\s*\/\*[^]*?\*\/\s*$/gm, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\n\s*/g, '\n')
    .trim();

/** The script as it stands in index.html. */
export const startScript = (): string =>
  shorten(`var needs = ${JSON.stringify(NEEDS)};\n${read('words.js')}\n${read('watch.js')}`);

/** The page with all that in its place. Throws an Error when the page is not as it is known here. */
export function withStart(html: string, script = startScript()): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const late: string[] = [];
  const page = html
    .replaceAll(/[ \t]*<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>\n?/g, (link) => {
      late.push(link.trim());
      return '';
    })
    .replaceAll(/[ \t]*<script type="module"[^>]*src=[^>]*><\/script>\n?/g, (tag) => {
      late.push(tag.trim());
      return '';
    });
  // Stylesheets first: scripts wait for those that stand before them.
  const inOrder = late.toSorted(
    (a, b) => Number(b.includes('"stylesheet"')) - Number(a.includes('"stylesheet"')),
  );
  const changes: readonly (readonly [string, string])[] = [
    ["script-src 'self'", `script-src 'self' 'sha256-${hash}'`],
    ['</head>', `<style>${shorten(read('start.css'))}</style>\n  </head>`],
    ['</body>', `<script>${script}</script>\n${[...inOrder, ...NETWORK].join('\n')}\n  </body>`],
  ];
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`index.html has no ${before}`);
    return text.replace(before, () => after);
  }, page);
}

export const startPagePlugin = (): Plugin => ({
  name: 'start-page',
  transformIndexHtml: { order: 'post', handler: (html) => withStart(html) },
});
