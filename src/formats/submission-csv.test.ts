import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { submissionCsv } from './submission-csv';

it('numbers pictures from 1, or calls them as their file does', () => {
  expect(submissionCsv(Uint8Array.of(7, 0))).toBe('ImageId,Label\n1,7\n2,0\n');
  expect(submissionCsv(Uint8Array.of(7, 0), ['a', '0'])).toBe('ImageId,Label\na,7\n0,0\n');
});

const SAMPLE = resolve(import.meta.dirname, '../../../shared/tables/sample_submission.csv');
if (!existsSync(SAMPLE)) {
  it('is not held against Kaggle’s own sample, which is not here', () => {
    console.log(`no ${SAMPLE}: nothing to compare`);
  });
} else {
  it('is, for zeros, Kaggle’s own sample to the letter', () => {
    const sample = readFileSync(SAMPLE, 'utf8').replaceAll('\r\n', '\n');
    expect(submissionCsv(new Uint8Array(20)).trim()).toBe(sample.trim());
  });
}
