import { expect, test } from 'vitest';
import { DOES_WITHOUT, NEEDS } from './needs';

test('each is said in words that follow "This browser"', () => {
  for (const { lack } of NEEDS) expect(lack).toMatch(/^[a-z][^.]+[^.]$/);
});

test('nothing is both needed and done without', () => {
  const paths = NEEDS.map(({ path }) => path);
  for (const path of Object.keys(DOES_WITHOUT)) expect(paths).not.toContain(path);
});
