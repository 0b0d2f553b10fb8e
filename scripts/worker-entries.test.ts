import { expect, it } from 'vitest';
import { importersOfEntries } from './worker-entries';

const chunk = (fileName: string, imports: string[] = [], dynamicImports: string[] = []) => ({
  fileName,
  isEntry: fileName.includes('entry'),
  imports,
  dynamicImports,
});

it('names whatever imports the script that a worker begins with, at once or later', () => {
  const entry = chunk('trainer-entry.js', ['start.js'], ['engine.js']);
  const alone = [entry, chunk('start.js', [], ['engine.js']), chunk('engine.js', ['start.js'])];
  expect(importersOfEntries(alone)).toEqual([]);
  const shared = [chunk('engine.js', ['trainer-entry.js']), chunk('late.js', [], ['trainer-entry.js'])];
  expect(importersOfEntries([entry, ...shared])).toEqual(['engine.js', 'late.js']);
});
