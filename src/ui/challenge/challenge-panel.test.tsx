// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/presets';
import type { RunRecord } from '../../library/run-record';
import { aRun } from '../../library/testing/runs';
import { useLibrary } from '../../state/library-store';
import { setSlice } from '../../state/testing/set-slice';
import { renderForTest } from '../shared/render-for-test';
import { ChallengePanel } from './challenge-panel';

const run = (
  id: string,
  accuracyFraction: number,
  hidden: number[],
  trainSeconds: number,
  more: Partial<RunRecord> = {},
) =>
  aRun(id, {
    status: 'finished',
    experiment: { ...PRESETS.quick.experiment, hidden },
    trainSeconds,
    test: { step: 10, loss: 0.1, accuracyFraction },
    best: { step: 10, loss: 0.1, accuracyFraction: accuracyFraction + 0.01 },
    ...more,
  });

function setUp(records: readonly RunRecord[]) {
  setSlice(useLibrary, useLibrary.getInitialState());
  setSlice(useLibrary, { records });
  const page = renderForTest(<ChallengePanel />);
  const ids = (key: string) =>
    [...page.element.querySelectorAll<HTMLElement>(`[data-testid="challenge-${key}"] tbody tr`)].map(
      ({ dataset }) => dataset['run'],
    );
  return { ...page, ids };
}

describe('ChallengePanel', () => {
  it('ranks the runs within each limit', () => {
    const { ids, element, dataValue } = setUp([
      // 784 x 12 + 12 + 12 x 10 + 10 = 9,550 weights; 13 units have 10,345; 62 have 49,300; 63 have 50,095.
      run('u12', 0.93, [12], 10),
      run('u13', 0.94, [13], 10.1),
      run('u62', 0.96, [62], 30),
      run('u63', 0.97, [63], 30.1),
    ]);
    expect(ids('weights-10000')).toEqual(['u12']);
    expect(ids('weights-50000')).toEqual(['u62', 'u13', 'u12']);
    expect(ids('seconds-10')).toEqual(['u12']);
    expect(ids('seconds-30')).toEqual(['u62', 'u13', 'u12']);
    expect(dataValue('challenge-weights-50000')).toBe('3');
    const row = element.querySelector('[data-testid="challenge-weights-50000"] tbody tr')!;
    expect([...row.children].map(({ textContent }) => textContent)).toEqual([
      '1. Run u62',
      '96.00%',
      '97.00%',
      '49,300',
    ]);
  });

  it('leaves out what was not trained from nothing, was not read, or is hidden', () => {
    const { element, dataValue } = setUp([
      run('tuned', 0.99, [8], 1, { origin: 'fine-tuned' }),
      run('pretrained', 0.99, [8], 1, { origin: 'pretrained' }),
      run('file', 0.99, [8], 1, { origin: 'imported' }),
      run('unread', 0.99, [8], 1, { test: null }),
      run('hidden', 0.99, [8], 1, { hidden: true }),
    ]);
    expect(dataValue('challenge-seconds-10')).toBe('0');
    expect(element.textContent).toContain('No run yet.');
  });

  it('has five places, and of equals the one that took less comes first', () => {
    const { ids, element } = setUp([
      run('slow', 0.95, [12], 9),
      run('fast', 0.95, [12], 2),
      ...[1, 2, 3, 4].map((i) => run(`n${i}`, 0.9 + i / 1000, [12], 1)),
    ]);
    expect(ids('seconds-10')).toEqual(['fast', 'slow', 'n4', 'n3', 'n2']);
    act(() =>
      setSlice(useLibrary, ({ records }) => ({ records: records.filter(({ id }) => id !== 'fast') })),
    );
    expect(element.querySelector('[data-run="fast"]')).toBeNull();
    expect(ids('seconds-10')[4]).toBe('n1');
  });
});
