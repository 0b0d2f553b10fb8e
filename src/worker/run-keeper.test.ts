import { describe, expect, it } from 'vitest';
import { fail, ok } from '../core/fault';
import type { TrainState } from '../core/network';
import { PRESETS } from '../core/presets';
import { memoryRunBackend } from '../library/memory-run-backend';
import { createRunRepository } from '../library/run-repository';
import type { TrainerEvent } from '../protocol/events';
import { type Beginning, RunKeeper } from './run-keeper';

const experiment = { ...PRESETS.quick.experiment, hidden: [1], optimizer: 'sgd' as const };
const beginning: Beginning = {
  experiment,
  origin: 'trained',
  parentId: null,
  seriesId: null,
  engine: 'simd',
  status: 'training',
  cause: 'training',
  step: 0,
  totalSteps: 900,
  stepsPerEpoch: 100,
};
/** value: what every weight is. */
const stateAt = (step: number, value = step): TrainState => ({
  step,
  weights: [
    { kernel: new Float32Array(784).fill(value), bias: new Float32Array(1) },
    { kernel: new Float32Array(10), bias: new Float32Array(10) },
  ],
  slots: [],
});
const point = (step: number, accuracyFraction = 0.5) => ({ step, loss: 1, accuracyFraction });

function setUp(repository = createRunRepository(memoryRunBackend())) {
  let time = 0;
  const events: TrainerEvent[] = [];
  const holds: string[] = [];
  let isElsewhere = false;
  const keeper = new RunKeeper({
    repository,
    emit: (event) => events.push(event),
    now: () => time,
    hold: (id) => {
      if (isElsewhere) {
        return Promise.resolve(fail({ code: 'run-held', message: 'Elsewhere.', remedy: 'dismiss' }));
      }
      holds.push(id);
      return Promise.resolve(ok({ release: () => holds.splice(holds.indexOf(id), 1) }));
    },
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const pass = (ms: number) => {
    time += ms;
  };
  const kept = async (id: string) => {
    const found = await keeper.peek(id);
    return found.ok ? found.value : undefined;
  };
  const holdElsewhere = () => {
    isElsewhere = true;
  };
  return { keeper, repository, events, holds, settle, pass, kept, holdElsewhere };
}

describe('RunKeeper', () => {
  it('keeps the first copy at once, then again before five seconds of training could be lost, and tells the page', async () => {
    const { keeper, events, settle, pass, kept } = setUp();
    const { id } = await keeper.begin(beginning);
    await keeper.save();
    expect(await kept(id)).toBeUndefined();
    for (const [step, ms] of [
      [10, 0],
      [20, 2400],
      [30, 100],
    ] as const) {
      pass(ms);
      keeper.copied(stateAt(step), false);
      keeper.saveNowAndThen();
      await settle();
    }
    expect(events.map((event) => event.type === 'run' && event.record.step)).toEqual([10, 30]);
    expect((await kept(id))?.state.weights[0]!.kernel[0]).toBe(30);
  });

  it('gives each run a name and a colour that others have not', async () => {
    const { keeper } = setUp();
    const names = new Set<string>();
    const colours = new Set<number>();
    for (let i = 0; i < 4; i++) {
      const { name, colour } = await keeper.begin(beginning);
      names.add(name);
      colours.add(colour);
      keeper.copied(stateAt(1), false);
      await keeper.save();
    }
    expect([names.size, colours.size]).toEqual([4, 4]);
  });

  it('keeps curves, the best and the latest reading, the best network, and what was changed where', async () => {
    const { keeper, kept, repository } = setUp();
    const { id } = await keeper.begin(beginning);
    keeper.trained(point(50), 0.5);
    keeper.validated(point(100, 0.9), 1);
    keeper.copied(stateAt(100), true);
    keeper.validated(point(200, 0.8), 2);
    keeper.copied(stateAt(200), false);
    keeper.changed(150, { ...experiment, learningRate: 0.5 }, { learningRate: 0.5 });
    keeper.changed(150, { ...experiment, learningRate: 0.25 }, { learningRate: 0.25 });
    keeper.changed(160, { ...experiment, learningRate: 0.25 }, { learningRate: 0.25 });
    await keeper.save();
    expect((await kept(id))?.record).toMatchObject({
      step: 200,
      best: point(100, 0.9),
      last: point(200, 0.8),
      began: { learningRate: experiment.learningRate },
      experiment: { learningRate: 0.25 },
      changes: [{ step: 150, changes: { learningRate: 0.25 } }],
      curves: {
        trainLoss: { steps: [50], values: [1], seconds: [0.5], length: 1 },
        validationAccuracy: { steps: [100, 200], values: [0.9, 0.8], seconds: [1, 2], length: 2 },
      },
    });
    expect(await repository.readWeights(`${id}/best`)).toMatchObject({ ok: true, value: { step: 100 } });
  });

  it('leaves the label that the visitor gave meanwhile', async () => {
    const { keeper, repository, kept } = setUp();
    const { id } = await keeper.begin(beginning);
    keeper.copied(stateAt(1), false);
    await keeper.save();
    await repository.labelRun(id, { name: 'Mine', pinned: true });
    keeper.copied(stateAt(2), false);
    await keeper.save();
    expect((await kept(id))?.record).toMatchObject({ name: 'Mine', pinned: true, step: 2 });
  });

  it('hands a run that storage refuses to the page, and goes on', async () => {
    const repository = createRunRepository(memoryRunBackend());
    const refusal = fail({ code: 'storage-full', message: 'Full.', remedy: 'dismiss' } as const);
    const { keeper, events } = setUp({ ...repository, saveRun: () => Promise.resolve(refusal) });
    await keeper.begin(beginning);
    keeper.copied(stateAt(7), false);
    await keeper.save();
    expect(events).toMatchObject([{ type: 'unkept', run: { record: { step: 7 }, state: { step: 7 } } }]);
  });

  it('is held by this tab only while it is on screen, and not taken up while another tab has it', async () => {
    const { keeper, holds, holdElsewhere, kept, settle } = setUp();
    const { id } = await keeper.begin(beginning);
    keeper.copied(stateAt(1), false);
    await keeper.save();
    const other = await keeper.begin(beginning);
    expect(holds).toEqual([other.id]);
    keeper.letGo();
    await settle();
    expect(holds).toEqual([]);
    holdElsewhere();
    expect(await keeper.read(id)).toMatchObject({ ok: false, fault: { code: 'run-held' } });
    // To look at it does no harm.
    expect((await kept(id))?.state.step).toBe(1);
  });

  it('forgets what was measured after the step that it is put back to', async () => {
    const { keeper } = setUp();
    await keeper.begin(beginning);
    for (const step of [10, 20, 30]) keeper.trained(point(step), step);
    keeper.rolledBack(stateAt(20));
    expect(keeper.snapshot()).toMatchObject({ step: 20, curves: { trainLoss: { steps: [10, 20] } } });
    keeper.trained(point(25), 25);
    expect(keeper.snapshot()?.curves.trainLoss.steps).toEqual([10, 20, 25]);
  });

  it('says what is not there', async () => {
    const { keeper } = setUp();
    expect(await keeper.read('nobody')).toMatchObject({ ok: false, fault: { code: 'run-corrupt' } });
  });
});
