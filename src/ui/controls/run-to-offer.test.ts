import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../library/run-record';
import { aRun } from '../../library/testing/runs';
import { runToOffer } from './run-to-offer';

const visit = { openedAt: 5000, isScreenEmpty: true, declined: new Set<string>() };
const offered = (
  records: readonly RunRecord[],
  {
    currentId,
    isLoaded = true,
    ...changes
  }: { currentId?: string; isLoaded?: boolean } & Partial<typeof visit> = {},
) => {
  const { interrupted, last } = runToOffer(
    { records, isLoaded, heldIds: [], currentId },
    { ...visit, ...changes },
  );
  return { interrupted: interrupted.map(({ id }) => id), last: last?.id };
};
const training = aRun('training', { status: 'training', updatedAt: 4000 });
const paused = aRun('paused', { status: 'paused', updatedAt: 3000 });
const finished = aRun('finished', { status: 'finished', updatedAt: 4500 });

describe('runToOffer', () => {
  it('offers what an earlier visit did not end, before what it did', () => {
    expect(offered([finished, training, paused])).toEqual({
      interrupted: ['training', 'paused'],
      last: undefined,
    });
  });

  it('offers those beside another run too, but not those of this visit nor the one on screen', () => {
    const ofThisVisit = aRun('now', { status: 'paused', updatedAt: 6000 });
    expect(offered([ofThisVisit, training, paused], { isScreenEmpty: false, currentId: 'paused' })).toEqual({
      interrupted: ['training'],
      last: undefined,
    });
  });

  it.each(['finished', 'stopped'] as const)(
    'offers the newest when it is %s and nothing is on screen',
    (status) => {
      const newest = aRun('newest', { status, updatedAt: 9000 });
      expect(offered([finished, newest])).toEqual({ interrupted: [], last: 'newest' });
      expect(offered([finished, newest], { isScreenEmpty: false }).last).toBeUndefined();
    },
  );

  it('offers nothing that was declined, not even the one before', () => {
    expect(offered([finished, training], { declined: new Set(['training']) })).toEqual({
      interrupted: [],
      last: 'finished',
    });
    const older = aRun('older', { status: 'finished', updatedAt: 100 });
    expect(offered([finished, older], { declined: new Set(['finished']) }).last).toBeUndefined();
  });

  it('offers nothing before the library is read, and nothing that failed or learned nothing', () => {
    expect(offered([training, finished], { isLoaded: false })).toEqual({ interrupted: [], last: undefined });
    const failed = aRun('failed', { status: 'failed', updatedAt: 4800 });
    const empty = aRun('empty', { status: 'training', step: 0, updatedAt: 4900 });
    expect(offered([failed, empty, finished])).toEqual({ interrupted: [], last: 'finished' });
  });

  it('offers at most three', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => aRun(id, { status: 'training' }));
    expect(offered(many).interrupted).toEqual(['a', 'b', 'c']);
  });
});
