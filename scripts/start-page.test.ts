import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { startScript, withStart } from './start-page';

const source = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8');

interface Words {
  readonly title: string;
  readonly href: string;
  readonly isOver: boolean;
}
const wordsFor = runInNewContext(`${source('app/start/words.js')}; wordsFor`) as (
  facts: object,
) => Words | undefined;

const FACTS = {
  protocol: 'https:',
  pathname: '/some/folder/',
  href: 'https://host/some/folder/',
  origin: 'https://host',
  lacks: '',
  failure: undefined as object | undefined,
  seconds: 1,
};
const titleFor = (facts: Partial<typeof FACTS>): string | undefined =>
  wordsFor({ ...FACTS, ...facts })?.title;

describe('what is said when the page does not start', () => {
  it('says nothing in the first seconds, then that it still loads, and never that this is the end', () => {
    expect(titleFor({})).toBeUndefined();
    expect(titleFor({ seconds: 7.9 })).toBeUndefined();
    expect(wordsFor({ ...FACTS, seconds: 8 })).toMatchObject({ title: 'Still loading', isOver: false });
    expect(wordsFor({ ...FACTS, seconds: 900 })).toMatchObject({ title: 'Still loading', isOver: false });
  });

  it.each([
    [{ protocol: 'file:', failure: { status: 0 } }, 'Inkling cannot run from a file'],
    [{ lacks: 'web workers' }, 'This browser is too old for Inkling'],
    [{ origin: 'null', failure: { status: 0 } }, 'Inkling is shut off here'],
    [{ failure: { status: 404, type: 'text/plain' } }, 'A part of Inkling is missing'],
    [{ failure: { status: 200, type: 'text/html; charset=utf-8' } }, 'A part of Inkling is missing'],
    [{ pathname: '/some/folder', failure: { status: 404 } }, 'The address lacks its last slash'],
    [{ pathname: '/some/index.html', failure: { status: 404 } }, 'A part of Inkling is missing'],
    [{ failure: { status: 0 } }, 'The connection is gone'],
    [{ failure: { status: 503, type: 'text/html' } }, 'The server refuses a part of Inkling'],
    [{ failure: { status: 403, type: 'text/plain' } }, 'The server refuses a part of Inkling'],
    [{ failure: { status: 200, type: 'text/plain' } }, 'The server sends scripts as something else'],
    [{ failure: { status: 200, type: '' } }, 'The server sends scripts as something else'],
    [{ failure: { status: 200, type: 'application/javascript' } }, 'Inkling did not start'],
    [{ failure: { message: 'x is not a function' } }, 'Inkling did not start'],
  ])('%o', (facts, title) => {
    expect(titleFor(facts)).toBe(title);
  });

  it('leads to the same address with its slash', () => {
    const facts = { ...FACTS, pathname: '/some/folder', failure: { status: 404 } };
    expect(wordsFor(facts)?.href).toBe('/some/folder/');
  });
});

describe('the start of index.html', () => {
  const PAGE = `<head><meta content="script-src 'self' 'wasm-unsafe-eval'">
    <script type="module" crossorigin src="./a.js"></script>
    <link rel="modulepreload" href="./b.js">
    <link rel="stylesheet" href="./c.css">
  </head><body><div id="root"></div>
  </body>`;

  it('allows its own inline script by its hash, and has styles and scripts come after it', () => {
    const page = withStart(PAGE);
    const script = /<script>([^]*?)<\/script>/.exec(page)![1]!;
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`script-src 'self' 'sha256-${hash}' 'wasm-unsafe-eval'`);
    const places = ['<style>', 'id="root"', '<script>', './c.css', './b.js', './a.js'].map((part) =>
      page.indexOf(part),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('refuses a page without a policy', () => {
    expect(() => withStart('<head></head><body></body>')).toThrow("no script-src 'self'");
  });

  it('is written in the JavaScript of old browsers', () => {
    const script = startScript();
    for (const newer of [/=>/, /^\s*(?:let|const|class|async)\s/m, /`/, /\?\./, /\?\?/, /,\s*\)/, /\.\.\./])
      expect(script).not.toMatch(newer);
  });

  it('has the colours of the page', () => {
    const known = new Map(
      [...source('ui/shared/tokens.css').matchAll(/(--[\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(
        ([, name, light, dark]) => [name, { light, dark }],
      ),
    );
    const blocks = [...source('app/start/start.css').matchAll(/(?::root|data-mantine)[^{]*\{([^}]*)\}/g)].map(
      ([, body]) =>
        [...body!.matchAll(/(--[\w-]+): (#\w+)/g)].map(([, name, colour]) => [name, colour] as const),
    );
    expect(blocks).toHaveLength(4);
    for (const [index, theme] of (['light', 'dark', 'light', 'dark'] as const).entries()) {
      expect(blocks[index]).toHaveLength(8);
      for (const [name, colour] of blocks[index]!)
        expect([name, colour]).toEqual([name, known.get(name)?.[theme]]);
    }
  });

  it('has the styles of all of Mantine’s parts that the page uses', () => {
    const styles = source('app/mantine-shell.css') + source('app/mantine-late.css');
    const folder = new URL('../src/', import.meta.url);
    const imported = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
      .flatMap((file) => Array.from(source(file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)))
      .flatMap(([, names]) => names!.split(',').map((name) => name.trim()));
    const sheet = (name: string): string => `@mantine/core/styles/${name}.layer.css`;
    const require = createRequire(import.meta.url);
    const hasSheet = (name: string): boolean => {
      try {
        return existsSync(require.resolve(sheet(name)));
      } catch {
        return false;
      }
    };
    const used = [...new Set(imported)].filter(hasSheet);
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((name) => !styles.includes(sheet(name)))).toEqual([]);
  });
});
