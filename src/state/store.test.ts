// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { aRun } from '../library/testing/runs';
import { useDrawing } from './drawing-store';
import { useExperiment } from './experiment-store';
import { useLibrary } from './library-store';
import { useRun } from './run-store';
import { useSeries } from './series';
import { replaceNetwork, slice, store } from './store';
import { setSlice } from './testing/set-slice';

// Every slice there is.
import.meta.glob(['./**/*.ts', '!./**/*.test.ts'], { eager: true });

/** What is no network's, slice by slice: a new field belongs here, or is the network's and goes with it. */
const OF_PAGE: Readonly<Record<string, readonly string[]>> = {
  address: ['notes'],
  arithmetic: ['chosen'],
  browsing: ['desk'],
  // Each answer names the network that gave it, and is forgotten with that.
  comparison: [],
  curves: [],
  datasets: ['records', 'isLoaded', 'fraction', 'notes', 'problem'],
  device: ['report', 'benchmarking'],
  drawing: ['digits', 'selected', 'pixels', 'penMovedAt'],
  experiment: ['experiment'],
  files: ['doing', 'notes', 'problem', 'runId'],
  fineTuning: [],
  insight: ['mapDigits', 'chosenClass'],
  keeping: ['answer', 'quotaBytes'],
  lesson: ['lesson', 'task', 'compare', 'problems'],
  library: [
    'records',
    'isLoaded',
    'damagedCount',
    'comparedIds',
    'deleted',
    'problem',
    'usage',
    'heldIds',
    'unkept',
  ],
  // What networks read on it is theirs.
  paper: ['url', 'isSearching', 'trouble', 'found', 'kept', 'selected'],
  offline: ['isNewlyReady', 'hasUpdate'],
  run: [
    'status',
    'dataset',
    'data',
    'digitsWait',
    'pretrained',
    'engine',
    'engineNote',
    'isStandIn',
    'wish',
    'fault',
    'samples',
    'sampleDraw',
  ],
  runEnd: ['notifies', 'sounds', 'problem'],
  runsCommands: ['api', 'openingId', 'openProblem'],
  seriesQueue: ['series'],
  slowMotion: ['isOn', 'pace'],
  trouble: [],
  yourDigits: ['digits', 'removed', 'problem'],
};

const network = { runId: 'new', step: 20, cause: 'training' } as const;

describe('replacing the network', () => {
  it('leaves nothing of the former one in any slice', () => {
    const initial = store.getState();
    const former = { own: { network: { ...network, runId: 'former' } } };
    // Of a shape that those who listen can bear.
    const withFormer = (value: unknown): unknown =>
      Array.isArray(value) ? [...(value as unknown[]), former] : { ...Object(value), ...former };
    const everyField = Object.entries(initial).map(([name, state]) => [
      name,
      Object.fromEntries(Object.entries(state).map(([field, value]) => [field, withFormer(value)])),
    ]);
    store.setState(Object.fromEntries(everyField));
    replaceNetwork();
    const left = Object.entries(store.getState()).map(([name, state]) => [
      name,
      Object.entries(state).flatMap(([field, value]) =>
        JSON.stringify(value)?.includes('former') ? [field] : [],
      ),
    ]);
    store.setState(initial);
    expect(Object.fromEntries(left)).toEqual(OF_PAGE);
  });

  it('tells each reader once, when all of it is done', () => {
    const curve = { steps: [10, 20, 30], values: [1, 2, 3], seconds: [1, 2, 3], length: 3 };
    const curves = {
      trainLoss: curve,
      trainAccuracy: curve,
      validationLoss: curve,
      validationAccuracy: curve,
    };
    const experiment = { ...useExperiment.getState().experiment, epochs: 7 };
    const record = aRun('new', { curves, experiment, temperature: 1.5, totalSteps: 90 });
    const seen: unknown[] = [];
    const unsubscribe = useRun.subscribe(({ progress, temperature, validation }) =>
      seen.push({
        step: progress?.step,
        temperature,
        validation,
        id: useLibrary.getState().currentId,
        length: useSeries.getState().trainLoss.length,
        epochs: useExperiment.getState().experiment.epochs,
      }),
    );
    replaceNetwork({ network, record });
    unsubscribe();
    expect(seen).toEqual([
      {
        step: 20,
        temperature: 1.5,
        validation: { step: 20, loss: 2, accuracyFraction: 2 },
        id: 'new',
        length: 2,
        epochs: 7,
      },
    ]);
    replaceNetwork();
    expect(useExperiment.getState().experiment.epochs).toBe(7);
  });

  it('keeps what the pretrained one says of a drawing', () => {
    const prediction = { probabilities: [], confidences: [], isUnsure: [] };
    const pretrained = prediction as unknown as NonNullable<
      NonNullable<ReturnType<typeof useDrawing.getState>['predictions']>['pretrained']
    >;
    setSlice(useDrawing, { predictions: { own: { ...pretrained, network }, pretrained } });
    replaceNetwork({ network, record: aRun('new') });
    expect(useDrawing.getState().predictions?.own?.network).toEqual(network);
    replaceNetwork({ network: { ...network, cause: 'fine-tuning' }, record: aRun('new') });
    expect(useDrawing.getState().predictions).toEqual({ own: undefined, pretrained });
  });
});

describe('a slice', () => {
  it('tells its readers of its own changes only', () => {
    const [useA, setA] = slice('a', { x: 1, y: 1 });
    const [, setB] = slice('b', { x: 1 });
    const told: number[] = [];
    useA.subscribe((now, before) => told.push(before.x, now.x));
    setB({ x: 5 });
    setA(({ x }) => ({ x: x + 1 }));
    expect(told).toEqual([1, 2]);
    expect(useA.getState()).toEqual({ x: 2, y: 1 });
    expect(useA.getInitialState()).toEqual({ x: 1, y: 1 });
  });
});
