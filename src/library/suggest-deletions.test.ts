import { describe, expect, it } from 'vitest';
import { suggestDeletions } from './suggest-deletions';
import { aRun } from './testing/runs';

const records = [
  aRun('new', { updatedAt: 60 }),
  aRun('pinned', { updatedAt: 1, pinned: true }),
  aRun('current', { updatedAt: 2 }),
  aRun('training', { updatedAt: 3, status: 'training' }),
  aRun('empty', { updatedAt: 4 }),
  aRun('old', { updatedAt: 40 }),
  aRun('older', { updatedAt: 20 }),
];
const runBytes = new Map(records.map(({ id }) => [id, id === 'empty' ? 0 : 100]));
const suggest = (neededBytes: number) => suggestDeletions(records, neededBytes, runBytes, 'current');

describe('what to delete when storage is full', () => {
  it('is what was longest untouched, and no more than it takes', () => {
    expect(suggest(0)).toEqual({ ids: [], freedBytes: 0 });
    expect(suggest(100)).toEqual({ ids: ['older'], freedBytes: 100 });
    expect(suggest(101)).toEqual({ ids: ['older', 'old'], freedBytes: 200 });
  });

  it('is never what is current, pinned or being trained', () => {
    expect(suggest(1e9)).toEqual({ ids: ['older', 'old', 'new'], freedBytes: 300 });
  });
});
