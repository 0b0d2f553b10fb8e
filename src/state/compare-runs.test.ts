import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../core/fault';
import { aRun } from '../library/testing/runs';
import type { RunsApi, TestPredictions } from '../protocol/runs';
import { answerFor, askPredictions, useComparison } from './compare-runs';
import { useLibrary } from './library-store';
import { connectRuns, useRunsCommands } from './runs-commands';
import { setSlice } from './testing/set-slice';

const of = (runId: string, step = 10): TestPredictions => ({
  network: { runId, step, cause: 'training' },
  labels: Uint8Array.of(1),
  predicted: Uint8Array.of(step),
  confidences: Float32Array.of(0.5),
});

function connect(answer: (runId: string) => Promise<Result<TestPredictions>>): string[] {
  const asked: string[] = [];
  connectRuns({
    testPredictions: (runId: string) => {
      asked.push(runId);
      return answer(runId);
    },
  } as unknown as RunsApi);
  return asked;
}

const a = aRun('a');
const stateOf = (run = a) => answerFor(useComparison.getState().answers, run)?.state;

describe('askPredictions', () => {
  beforeEach(() => {
    setSlice(useRunsCommands, { api: undefined });
    setSlice(useLibrary, { records: [a] });
    setSlice(useComparison, { answers: {} });
  });

  it('asks once for each network', async () => {
    const asked = connect((runId) => Promise.resolve(ok(of(runId))));
    await Promise.all([askPredictions(a), askPredictions(a)]);
    await askPredictions({ ...a, name: 'Renamed' });
    expect(asked).toEqual(['a']);
    expect(stateOf()).toBe('here');
    const later = aRun('a', { step: 20 });
    expect(stateOf(later)).toBeUndefined();
    await askPredictions(later);
    expect(asked).toEqual(['a', 'a']);
  });

  it('forgets a network when its run has another, has one made otherwise, or is deleted', async () => {
    connect((runId) => Promise.resolve(ok(of(runId))));
    for (const records of [[aRun('a', { step: 20 })], [aRun('a', { cause: 'fine-tuning' })], []]) {
      setSlice(useLibrary, { records: [a] });
      await askPredictions(a);
      setSlice(useLibrary, { records: [aRun('a', { name: 'Renamed' })] });
      expect(Object.keys(useComparison.getState().answers)).toEqual(['a']);
      setSlice(useLibrary, { records });
      expect(useComparison.getState().answers).toEqual({});
    }
  });

  it('makes a sentence of a fault and of a rejection, and asks again when told to', async () => {
    connect(() => Promise.resolve(fail({ code: 'run-corrupt', message: 'Damaged.', remedy: 'dismiss' })));
    await askPredictions(a);
    expect(useComparison.getState().answers['a']).toMatchObject({ state: 'failed', problem: 'Damaged.' });
    connect(() => Promise.reject(new Error('gone')));
    await askPredictions(a);
    expect(useComparison.getState().answers['a']).toMatchObject({
      problem: 'The test digits could not be put to Run a (gone).',
    });
    connect((runId) => Promise.resolve(ok(of(runId))));
    await askPredictions(a);
    expect(stateOf()).toBe('here');
  });

  it('does not wait for who was replaced, nor take late answers for those of another network', async () => {
    const answers: ((result: Result<TestPredictions>) => void)[] = [];
    connect(() => new Promise((resolve) => answers.push(resolve)));
    const first = askPredictions(a);
    expect(stateOf()).toBe('asked');
    connect((runId) => Promise.resolve(ok(of(runId))));
    expect(stateOf()).toBeUndefined();
    answers[0]!(ok(of('a', 99)));
    await first;
    expect(stateOf()).toBeUndefined();
    await askPredictions(a);
    expect(useComparison.getState().answers['a']).toMatchObject({
      predictions: { predicted: Uint8Array.of(10) },
    });
  });
});
