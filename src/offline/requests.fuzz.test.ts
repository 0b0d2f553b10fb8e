/** Requests of every kind that a page, an extension or a typing hand may make within the page's folder. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyText, inputsFor, spoiled } from '../core/testing/fuzz';
import { FileKeeper } from './file-keeper';

const SCOPE = 'https://host/folder/';
const hashes = { 'index.html': 'a', 'assets/a-1.js': 'b', 'mnist/x.png': 'c' };
const keeper = new FileKeeper({
  scope: SCOPE,
  hashes,
  caches: { open: () => Promise.reject(new Error()) },
  fetch,
});

it('any address is that of a file of the page, or none', () => {
  const url = fc.oneof(
    anyText().map((path) => SCOPE + path),
    spoiled(`${SCOPE}assets/%61-1.js?x=%20#y`),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
  );
  const request = fc.record({
    url,
    method: fc.constantFrom('GET', 'POST'),
    mode: fc.constantFrom<RequestMode>('cors', 'navigate', 'no-cors'),
    redirect: fc.constantFrom<RequestRedirect>('follow', 'manual'),
  });
  fc.assert(
    fc.property(request, (request) => {
      const path = keeper.pathOf(request);
      if (path === undefined) return;
      expect(request.method).toBe('GET');
      expect(path in hashes || /^(assets|mnist|networks)\//.test(path)).toBe(true);
    }),
    inputsFor('service worker'),
  );
});
