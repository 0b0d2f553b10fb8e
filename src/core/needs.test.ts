import { expect, test } from 'vitest';
import { DOES_WITHOUT, NEEDS, unmetNeeds } from './needs';

/** A global object that has all of these. */
function scopeWith(paths: readonly string[]): Record<string, unknown> {
  const scope: Record<string, unknown> = {};
  for (const path of paths) {
    let part = scope;
    for (const key of path.split('.')) part = (part[key] ??= {}) as Record<string, unknown>;
  }
  return scope;
}

const paths = NEEDS.map(({ path }) => path);

test('a browser that has everything lacks nothing', () => {
  expect(unmetNeeds(scopeWith(paths))).toEqual([]);
});

test.each(paths)('without %s it lacks that, and only that', (path) => {
  const others = paths.filter((other) => other !== path);
  expect(unmetNeeds(scopeWith(others)).map((need) => need.path)).toEqual([path]);
  // There by name, and empty: as a browser leaves what was switched off.
  const emptied = scopeWith(others);
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce((part, key) => (part[key] ??= {}) as Record<string, unknown>, emptied);
  holder[last] = undefined;
  expect(unmetNeeds(emptied).map((need) => need.path)).toEqual([path]);
});

test('each is said in words that follow "This browser"', () => {
  for (const { lack } of NEEDS) expect(lack).toMatch(/^[a-z][^.]+[^.]$/);
});

test('nothing is both needed and done without', () => {
  for (const path of Object.keys(DOES_WITHOUT)) expect(paths).not.toContain(path);
});
