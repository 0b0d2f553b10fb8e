// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type Result } from '../../core/fault';
import type { RunRecord } from '../../library/run-record';
import { aRun } from '../../library/testing/runs';
import type { BrowsingApi } from '../../protocol/browsing';
import type { RunsApi, TestPredictions } from '../../protocol/runs';
import { useBrowsing } from '../../state/browsing';
import { useComparison } from '../../state/compare-runs';
import { useLibrary } from '../../state/library-store';
import { connectRuns } from '../../state/runs-commands';
import { renderForTest } from '../shared/render-for-test';
import { SideBySide } from './side-by-side';
import { setSlice } from '../../state/testing/set-slice';

const tested = { step: 100, loss: 0.1, accuracyFraction: 0.5 };
const otter = aRun('o', { name: 'Calm Otter', status: 'finished', step: 100, test: tested });
const heron = aRun('h', {
  name: 'Brisk Heron',
  status: 'finished',
  step: 100,
  test: tested,
  experiment: { ...otter.experiment, dropout: 0.2 },
});

// Of eight digits both read 0 and 2 right; the otter alone 3, 5 and 6; the heron alone 1; neither 4 and 7.
const labels = Uint8Array.of(0, 0, 1, 1, 1, 2, 9, 9);
const READ: Readonly<Record<string, readonly number[]>> = {
  o: [0, 5, 1, 1, 7, 2, 9, 4],
  h: [0, 0, 1, 8, 8, 3, 4, 5],
};
const predictions = (runId: string): TestPredictions => ({
  network: { runId, step: 100, cause: 'training' },
  labels,
  predicted: Uint8Array.from(READ[runId]!),
  confidences: Float32Array.of(0.9, 0.9, 0.9, 0.5, 0.9, 0.75, 0.625, 0.9),
});
const answer = (runId: string): Promise<Result<TestPredictions>> => Promise.resolve(ok(predictions(runId)));

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve)));

async function setUp(records: readonly RunRecord[], ask: RunsApi['testPredictions'] = answer) {
  const testPredictions = vi.fn(ask);
  const pixels = vi.fn((indices: Uint32Array) => Promise.resolve(new Uint8Array(indices.length * 784)));
  connectRuns({ testPredictions } as unknown as RunsApi);
  setSlice(useBrowsing, { desk: { pixels } as unknown as BrowsingApi });
  setSlice(useLibrary, { records, currentId: records[0]!.id, comparedIds: [records[1]!.id] });
  const page = renderForTest(<SideBySide />);
  await settled();
  const find = (selector: string) => page.element.querySelector<HTMLElement>(selector);
  return { ...page, testPredictions, pixels, find };
}

describe('SideBySide', () => {
  beforeEach(() => {
    setSlice(useLibrary, useLibrary.getInitialState());
    setSlice(useComparison, { answers: {} });
  });

  it('has the settings that differ, the counts, the words and the accuracy of each class', async () => {
    const { element, dataValue, testPredictions } = await setUp([otter, heron]);
    expect(dataValue('side-by-side')).toBe('o,h');
    expect(dataValue('differing-settings')).toBe('1');
    expect(element.textContent).toContain('Dropout00.2');
    expect(testPredictions.mock.calls).toEqual([['o'], ['h']]);
    expect(dataValue('paired-counts')).toBe('2,3,1,2');
    expect(element.textContent).toContain(
      'Compared with Calm Otter, Brisk Heron reads 2 fewer digits right: no more than chance would do.',
    );
    // A coin that is thrown four times: at most one head, or at most one tail, has 10 chances in 16.
    expect(Number(dataValue('mcnemar'))).toBeCloseTo(10 / 16, 12);
    const rows = [...element.querySelectorAll('[data-testid="class-accuracies"] tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows[0]).toEqual(['0', '50.00%', '100%', '2']);
    expect(rows[1]).toEqual(['1', '66.67%', '33.33%', '3']);
    expect(rows[10]).toEqual(['All', '62.50%', '37.50%', '8']);
    const better = [...element.querySelectorAll('[data-better]')].map(({ textContent }) => textContent);
    expect(better).toEqual(['100%', '66.67%', '100%', '50.00%', '62.50%']);
  });

  it('shows the digits that only one reads right, the surest mistakes first, and enlarges them', async () => {
    const { element, find, pixels, press, dataValue } = await setUp([otter, heron]);
    const lists = [...element.querySelectorAll<HTMLElement>('[data-testid="disputed-digits"]')];
    expect(lists.map(({ dataset }) => [dataset['run'], dataset['value']])).toEqual([
      ['o', '3'],
      ['h', '1'],
    ]);
    expect(pixels.mock.calls.map(([indices]) => Array.from(indices))).toEqual([
      [60_005, 60_006, 60_003],
      [60_001],
    ]);
    const button = find(
      '[aria-label="Enlarge test digit 6: a handwritten 2, which Brisk Heron reads as 3, 75% sure"]',
    )!;
    press(button);
    expect(dataValue('disputed-digit')).toBe('60005');
    expect(button.getAttribute('aria-pressed')).toBe('true');
    press(find('[aria-label="Close the large digit"]')!);
    expect(dataValue('disputed-digit')).toBeUndefined();
  });

  it('leaves the test digits alone until somebody asks, where they have not been read yet', async () => {
    const { testPredictions, press, button, dataValue } = await setUp([{ ...otter, test: null }, heron]);
    expect(testPredictions).not.toHaveBeenCalled();
    press(button('Put both to the test digits'));
    await settled();
    expect(testPredictions).toHaveBeenCalledTimes(2);
    expect(dataValue('paired-counts')).toBe('2,3,1,2');
  });

  it('waits for a run that is still learning', async () => {
    const { testPredictions, element } = await setUp([{ ...otter, status: 'training' }, heron]);
    expect(element.textContent).toContain('when Calm Otter rests');
    expect(testPredictions).not.toHaveBeenCalled();
  });

  it.each([
    [
      'a fault',
      (): Promise<Result<TestPredictions>> =>
        Promise.resolve(fail({ code: 'run-corrupt', message: 'It is damaged.', remedy: 'dismiss' })),
      'It is damaged.',
    ],
    [
      'a rejection',
      () => Promise.reject(new Error('gone')),
      'The test digits could not be put to Brisk Heron (gone).',
    ],
  ])('makes a sentence of %s, and tries again', async (_, refuse, sentence) => {
    let isWell = false;
    const { find, press, button, dataValue, testPredictions } = await setUp([otter, heron], (runId) =>
      runId === 'o' || isWell ? answer(runId) : refuse(),
    );
    expect(find('[role="alert"]')?.textContent).toContain(sentence);
    isWell = true;
    press(button('Try again'));
    await settled();
    expect(dataValue('paired-counts')).toBe('2,3,1,2');
    expect(testPredictions.mock.calls).toEqual([['o'], ['h'], ['h']]);
  });

  it('shows which two are picked, and says how to pick', async () => {
    const { element, dataValue } = await setUp([otter, heron]);
    const [left, right] = [...element.querySelectorAll('select')];
    expect([left!.value, right!.value]).toEqual(['o', 'h']);
    act(() => setSlice(useLibrary, { comparedIds: [] }));
    expect(dataValue('side-by-side')).toBeUndefined();
    expect(element.textContent).toContain('or pick two');
    act(() => {
      right!.value = 'h';
      right!.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settled();
    expect(dataValue('side-by-side')).toBe('o,h');
  });
});
