import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { firstView, hashFiles } from './service-worker';

const folder = mkdtempSync(join(tmpdir(), 'inkling-built-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('names every file of the page with its hash, but what only browsers and people ask for', () => {
  for (const path of ['assets', 'icons', 'mnist']) mkdirSync(join(folder, path));
  for (const path of [
    'service-worker.js',
    'assets/a.js',
    'icons/192.png',
    'mnist/LICENCE.txt',
    'mnist/x.bin',
  ])
    writeFileSync(join(folder, path), 'abc');
  // SHA-256 of "abc" (FIPS 180-2, appendix B.1), its first half.
  const hash = 'ba7816bf8f01cfea414140de5dae2223';
  expect(hashFiles(folder)).toEqual({ 'assets/a.js': hash, 'mnist/x.bin': hash });
});

it('takes what the document names for the first view, once each', () => {
  const html =
    '<link href="./a.css"><script src="./a.js"></script><link href="./a.js"><img src="./none.svg">';
  expect(firstView(html, { 'a.css': '1', 'a.js': '2', 'b.js': '3', 'index.html': '4' })).toEqual([
    'index.html',
    'a.css',
    'a.js',
  ]);
});
