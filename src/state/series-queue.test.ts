import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Experiment } from '../core/experiment';
import { PRESETS } from '../core/presets';
import type { RunRecord } from '../library/run-record';
import { aRun } from '../library/testing/runs';
import {
  connectSeries,
  isUnderWay,
  newSeries,
  seriesRunEnded,
  stopSeries,
  stopSeriesRun,
  trainSeries,
  useSeriesQueue,
  withNextBegun,
  withRestLeftOut,
  withRunEnded,
} from './series-queue';
import { setSlice } from './testing/set-slice';

const withSeed = (seed: number): Experiment => ({ ...PRESETS.quick.experiment, seed });
const experiments = [1, 2, 3].map(withSeed);
const statuses = () => useSeriesQueue.getState().series?.runs.map(({ status }) => status);
const seriesId = () => useSeriesQueue.getState().series!.id;
const ended = (id: string, changes: Partial<RunRecord> = {}) =>
  aRun(id, { status: 'finished', seriesId: seriesId(), ...changes });
const settle = () => new Promise((resolve) => setTimeout(resolve));

const start = vi.fn<(experiment: Experiment, seriesId: string) => Promise<boolean>>();
const stop = vi.fn<() => Promise<void>>();

beforeEach(() => {
  setSlice(useSeriesQueue, { series: undefined });
  start.mockReset().mockResolvedValue(true);
  stop.mockReset().mockResolvedValue();
  connectSeries(start, stop);
});

it('begins over plain http too, where crypto.randomUUID is missing', async () => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) });
  await trainSeries(['seed'], experiments);
  expect(statuses()).toEqual(['training', 'waiting', 'waiting']);
  expect(seriesId()).toHaveLength(32);
  await stopSeries();
  vi.unstubAllGlobals();
});

describe('the queue', () => {
  const series = newSeries('s', ['seed'], experiments);

  it('trains one run at a time', () => {
    const begun = withNextBegun(series);
    expect(begun.runs.map(({ status }) => status)).toEqual(['training', 'waiting', 'waiting']);
    expect(withNextBegun(begun)).toBe(begun);
  });

  it('leaves what is not news of it as it is', () => {
    const begun = withNextBegun(series);
    expect(withRunEnded(begun, aRun('a', { status: 'finished', seriesId: 'other' }))).toBe(begun);
    expect(withRunEnded(begun, aRun('a', { status: 'paused', seriesId: 's' }))).toBe(begun);
    expect(withRunEnded(begun, aRun('a', { status: 'training', seriesId: 's' }))).toBe(begun);
    expect(withRunEnded(series, undefined)).toBe(series);
    expect(withRunEnded(series, aRun('a', { status: 'finished', seriesId: 's' }))).toBe(series);
  });

  it('is under way until none trains or waits', () => {
    expect(isUnderWay(undefined)).toBe(false);
    expect(isUnderWay(series)).toBe(true);
    const begun = withRestLeftOut(withNextBegun(series));
    expect(isUnderWay(begun)).toBe(true);
    expect(isUnderWay(withRunEnded(begun, undefined))).toBe(false);
  });
});

describe('a series', () => {
  it('trains one run after another, each when the last has ended', async () => {
    await trainSeries(['seed'], experiments);
    expect(start.mock.calls).toEqual([[experiments[0], seriesId()]]);
    seriesRunEnded(ended('a'));
    expect(statuses()).toEqual(['done', 'training', 'waiting']);
    seriesRunEnded(ended('b', { status: 'stopped' }));
    seriesRunEnded(ended('c'));
    expect(statuses()).toEqual(['done', 'stopped', 'done']);
    await settle();
    expect(start.mock.calls.map(([experiment]) => experiment.seed)).toEqual([1, 2, 3]);
    expect(useSeriesQueue.getState().series?.runs.map(({ record }) => record?.id)).toEqual(['a', 'b', 'c']);
  });

  it('takes a later record of a run that has ended, and begins nothing for it', async () => {
    await trainSeries(['seed'], experiments);
    seriesRunEnded(ended('a'));
    seriesRunEnded(ended('a', { test: { step: 10, loss: 1, accuracyFraction: 0.9 } }));
    expect(statuses()).toEqual(['done', 'training', 'waiting']);
    expect(useSeriesQueue.getState().series?.runs[0]?.record?.test?.accuracyFraction).toBe(0.9);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('outlives runs that fail: on the way, at the start, and with a throw', async () => {
    start
      .mockResolvedValueOnce(true)
      .mockResolvedValueOnce(false)
      .mockRejectedValueOnce(new Error('no worker'));
    await trainSeries(['seed'], [1, 2, 3, 4].map(withSeed));
    seriesRunEnded(undefined);
    await settle();
    expect(statuses()).toEqual(['failed', 'failed', 'failed', 'training']);
    seriesRunEnded(ended('d', { status: 'failed' }));
    expect(statuses()?.[3]).toBe('failed');
    expect(isUnderWay(useSeriesQueue.getState().series)).toBe(false);
  });

  it('counts a run once whose end is told before its start has been answered', async () => {
    let answer: (started: boolean) => void = () => {};
    start.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    void trainSeries(['seed'], experiments);
    seriesRunEnded(ended('a', { status: 'stopped' }));
    answer(false);
    await settle();
    expect(statuses()).toEqual(['stopped', 'training', 'waiting']);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('goes on with the next when one run is stopped', async () => {
    await trainSeries(['seed'], experiments);
    await stopSeriesRun();
    expect(stop).toHaveBeenCalledTimes(1);
    expect(statuses()).toEqual(['training', 'waiting', 'waiting']);
    seriesRunEnded(ended('a', { status: 'stopped' }));
    expect(statuses()).toEqual(['stopped', 'training', 'waiting']);
  });

  it('begins none after it was stopped', async () => {
    await trainSeries(['seed'], experiments);
    // The end of the run may be told before the stopping is answered.
    stop.mockImplementation(() => {
      seriesRunEnded(ended('a', { status: 'stopped' }));
      return Promise.resolve();
    });
    await stopSeries();
    expect(statuses()).toEqual(['stopped', 'left-out', 'left-out']);
    expect(start).toHaveBeenCalledTimes(1);
    await stopSeries();
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('does not take the place of one that is under way', async () => {
    await trainSeries(['seed'], experiments);
    await trainSeries(['seed'], [withSeed(9)]);
    expect(start).toHaveBeenCalledTimes(1);
    await stopSeries();
    seriesRunEnded(ended('a', { status: 'stopped' }));
    await trainSeries(['seed'], [withSeed(9)]);
    expect(statuses()).toEqual(['training']);
  });
});
