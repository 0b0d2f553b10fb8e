import { expect, test } from 'vitest';
import { keepingWords } from './keeping-words';

test('the promise, its absence, and a private window are told apart', () => {
  expect(keepingWords('lasting', 5e9)).toContain('has promised');
  expect(keepingWords('best-effort', undefined)).toContain('has not promised');
  expect(keepingWords('best-effort', 100e6)).toContain('only 100 MB');
  expect(keepingWords('lasting', 199e6)).toContain('nothing to stay');
  expect(keepingWords(undefined, 5e9)).toBeUndefined();
});
