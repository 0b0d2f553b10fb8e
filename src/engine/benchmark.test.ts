import { describe, expect, it } from 'vitest';
import { fastestFirst, type GraphicsKind } from '../core/device';
import type { EngineName } from '../core/engines';
import { fail, ok } from '../core/fault';
import { benchmark } from './benchmark';
import { declines, FakeEngine } from './testing/fake-engine';

const NO_STATE = { step: 0, weights: [], slots: [] };
const BATCH = {
  pixels: new Uint8Array(),
  labels: new Uint8Array(),
  indices: new Uint32Array(),
  count: 128,
  epoch: 0,
};
const HYPER = { learningRate: 0.1, weightDecay: 0.2, dropout: 0.3, labelSmoothing: 0.4 };

interface Speed {
  /** What a step takes with a whole batch. */
  readonly stepMs: number;
  /** 'processor': step() takes that long. 'card': it is only enqueued, and the card does it meanwhile. */
  readonly kind?: 'processor' | 'card';
  /** What an answer costs beyond the steps. */
  readonly answerMs?: number;
  readonly compileMs?: number;
}

/** Time that only engines move, and each look at the clock a very little. */
class FakeTime {
  ms = 0;
  readonly #tickMs: number;
  constructor(tickMs = 0.005) {
    this.#tickMs = tickMs;
  }
  readonly now = (): number => {
    this.ms += 0.0002;
    return Math.floor(this.ms / this.#tickMs) * this.#tickMs;
  };
}

function engineOf(name: EngineName, speed: Speed, time: FakeTime): FakeEngine {
  const { stepMs, kind = 'processor', answerMs = 0, compileMs = 0 } = speed;
  const engine = new FakeEngine(name);
  let doneAt = 0;
  engine.onInit = () => {
    time.ms += compileMs;
  };
  engine.onStep = (count) => {
    const ms = (stepMs * count) / BATCH.count;
    if (kind === 'processor') time.ms += ms;
    else doneAt = Math.max(doneAt, time.ms) + ms;
  };
  engine.onRead = () => {
    time.ms = Math.max(time.ms, doneAt) + answerMs;
  };
  return engine;
}

function setUp(speeds: Partial<Record<EngineName, Speed>>, kind: GraphicsKind = 'hardware', tickMs?: number) {
  const time = new FakeTime(tickMs);
  const calledOff = new AbortController();
  const engines = new Map<EngineName, FakeEngine>();
  for (const [name, speed] of Object.entries(speeds) as [EngineName, Speed][]) {
    engines.set(name, engineOf(name, speed, time));
  }
  let breathed = (): void => {};
  const run = (layerSizes = [784, 16, 10]) =>
    benchmark({
      engines: [...engines.keys()],
      device: { kind, renderer: '' },
      config: { network: { layerSizes, activation: 'relu' }, optimizer: 'adam', maxBatchSize: 128, seed: 1 },
      hyper: HYPER,
      state: NO_STATE,
      nextBatch: () => BATCH,
      open: (name) => Promise.resolve(ok(engines.get(name)!)),
      signal: calledOff.signal,
      breathe: () => {
        breathed();
        return Promise.resolve();
      },
      now: time.now,
    });
  const onBreath = (act: () => void): void => {
    breathed = act;
  };
  return { run, engines, calledOff, time, onBreath };
}

const speedOf = async (speed: Speed, tickMs?: number): Promise<number> => {
  const [timing] = await setUp({ webgl: speed }, 'hardware', tickMs).run();
  return timing && 'stepsPerSecond' in timing ? timing.stepsPerSecond : Number.NaN;
};

describe('benchmark', () => {
  const CLOCKS = [0.005, 1, 16.7];
  const ANSWERS = [0, 5, 15, 50];
  const STEPS = [0.05, 0.2, 1, 4, 20, 100];
  const cases = CLOCKS.flatMap((tick) =>
    ANSWERS.flatMap((answerMs) =>
      [0, 2000].flatMap((compileMs) =>
        (['processor', 'card'] as const).map((kind) => ({ tick, answerMs, compileMs, kind })),
      ),
    ),
  );

  it.each(cases)(
    'tells a step’s cost within 1.3, on a $kind that answers in $answerMs ms and compiles for $compileMs, by a clock of $tick ms',
    async ({ tick, ...device }) => {
      for (const stepMs of STEPS) {
        const ratio = (await speedOf({ ...device, stepMs }, tick)) / (1000 / stepMs);
        expect(ratio, `a step of ${stepMs} ms`).toBeGreaterThan(1 / 1.3);
        expect(ratio, `a step of ${stepMs} ms`).toBeLessThan(1.3);
      }
    },
  );

  it.each([0, 50])('is not fooled by a clock of 100 ms, with answers of %d ms', async (answerMs) => {
    for (const kind of ['processor', 'card'] as const) {
      for (const stepMs of STEPS) {
        const ratio = (await speedOf({ kind, answerMs, stepMs }, 100)) / (1000 / stepMs);
        expect(ratio, `a step of ${stepMs} ms on a ${kind}`).toBeGreaterThan(1 / 1.5);
        expect(ratio, `a step of ${stepMs} ms on a ${kind}`).toBeLessThan(1.5);
      }
    }
  });

  it('says so when the clock stands still, and trains nothing', async () => {
    const { run, engines } = setUp({ simd: { stepMs: 2 } }, 'hardware', Number.MAX_VALUE);
    expect(await run()).toEqual([{ engine: 'simd', declined: expect.stringContaining('stands still') }]);
    expect(engines.get('simd')!.state).toBeUndefined();
  });

  it.each(cases)(
    'is ended within half a second, whenever Train is pressed ($kind, $answerMs, $compileMs, $tick)',
    async ({ tick, ...device }) => {
      for (const stepMs of STEPS) {
        // A device's rounds cannot be called off by this fake: none of them may be longer.
        const { run, time, engines } = setUp({ webgl: { ...device, stepMs } }, 'hardware', tick);
        let longest = 0;
        let roundFrom = 0;
        const engine = engines.get('webgl')!;
        const [step, read] = [engine.onStep, engine.onRead];
        let isFirst = true;
        engine.onStep = (count) => {
          if (isFirst) roundFrom = time.ms;
          isFirst = false;
          step(count);
        };
        engine.onRead = () => {
          read();
          longest = Math.max(longest, time.ms - roundFrom);
          isFirst = true;
        };
        await run();
        expect(longest, `a step of ${stepMs} ms`).toBeLessThan(500);
      }
    },
  );

  it('has engines do the experiment’s own steps', async () => {
    const { run, engines } = setUp({ simd: { stepMs: 2 } });
    await run();
    expect(engines.get('simd')!.hyper).toBe(HYPER);
  });

  it('lets messages through while a round goes on', async () => {
    const { run, onBreath, time } = setUp({ simd: { stepMs: 4 } });
    let lastBreath = 0;
    let longestWait = 0;
    onBreath(() => {
      longestWait = Math.max(longestWait, time.ms - lastBreath);
      lastBreath = time.ms;
    });
    await run();
    expect(longestWait).toBeLessThan(25);
  });

  it.each([
    ['software', 'only imitates'],
    ['none', 'no WebGL'],
  ] as const)('does not even open WebGL that is %s', async (kind, words) => {
    const { run, engines } = setUp({ simd: { stepMs: 2 }, webgl: { stepMs: 1 } }, kind);
    const [simd, webgl] = await run();
    expect(simd).toHaveProperty('stepsPerSecond');
    expect(webgl).toEqual({ engine: 'webgl', declined: expect.stringContaining(words) });
    expect(engines.get('webgl')!.state).toBeUndefined();
  });

  it('gives the reason of an engine that will not have the network', async () => {
    const { run, engines } = setUp({ simd: { stepMs: 2 }, webgl: { stepMs: 1 } });
    engines.get('webgl')!.fault = declines('Too wide.');
    expect(await run()).toContainEqual({ engine: 'webgl', declined: 'Too wide.' });
    expect(engines.get('webgl')!.disposed).toBe(true);
  });

  it('goes on without an engine that breaks, and disposes of all', async () => {
    const { run, engines } = setUp({ webgl: { stepMs: 1 }, simd: { stepMs: 2 } });
    engines.get('webgl')!.onStep = () => {
      throw new Error('lost');
    };
    const timings = await run();
    expect(timings[0]).toEqual({ engine: 'webgl', declined: 'It broke off: lost' });
    expect(fastestFirst(timings).map(({ engine }) => engine)).toEqual(['simd']);
    expect([...engines.values()].every(({ disposed }) => disposed)).toBe(true);
  });

  it.each([0.005, 1, 16.7, 100])(
    'times a network that would hold the thread for seconds on fewer digits (%d ms)',
    async (tick) => {
      const { run, engines } = setUp({ simd: { stepMs: 2000 } }, 'hardware', tick);
      const simd = engines.get('simd')!;
      const rows = new Set<number>();
      const step = simd.onStep;
      simd.onStep = (count) => {
        rows.add(count);
        step(count);
      };
      const [timing] = await run([784, 2048, 2048, 2048, 2048, 10]);
      expect(Math.max(...rows)).toBeLessThan(10);
      expect(timing).toEqual({ engine: 'simd', stepsPerSecond: expect.closeTo(0.5, 1) });
      // A card does it all at once, however dear its answers are.
      const card = setUp({ webgl: { stepMs: 4, kind: 'card', answerMs: 50 } }, 'hardware', tick);
      const cardRows = new Set<number>();
      const cardStep = card.engines.get('webgl')!.onStep;
      card.engines.get('webgl')!.onStep = (count) => {
        cardRows.add(count);
        cardStep(count);
      };
      await card.run([784, 2048, 2048, 2048, 2048, 10]);
      expect(Math.max(...cardRows)).toBe(128);
    },
  );

  it('ends early when called off, with what is known so far', async () => {
    const { run, engines, calledOff, onBreath } = setUp({ simd: { stepMs: 2 }, webgl: { stepMs: 1 } });
    onBreath(() => {
      if (engines.get('simd')!.disposed) calledOff.abort();
    });
    const timings = await run();
    expect(timings).toEqual([
      { engine: 'simd', stepsPerSecond: expect.closeTo(500, 0) },
      { engine: 'webgl', cutShort: true },
    ]);
    expect(engines.get('webgl')!.state).toBeUndefined();
  });

  it('does not wait for a compiler when called off, and disposes of what comes of it', async () => {
    const { run, engines, calledOff } = setUp({ webgl: { stepMs: 1 } });
    const webgl = engines.get('webgl')!;
    let finish = (): void => {};
    webgl.onInit = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const running = run();
    await new Promise((resolve) => setTimeout(resolve, 5));
    calledOff.abort();
    expect(await running).toEqual([{ engine: 'webgl', cutShort: true }]);
    expect(webgl.disposed).toBe(false);
    finish();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(webgl.disposed).toBe(true);
  });

  it('gives the reason of an engine that cannot open', async () => {
    const timings = await benchmark({
      engines: ['simd'],
      device: { kind: 'none', renderer: '' },
      config: {
        network: { layerSizes: [784, 1, 10], activation: 'relu' },
        optimizer: 'sgd',
        maxBatchSize: 1,
        seed: 1,
      },
      hyper: HYPER,
      state: NO_STATE,
      nextBatch: () => BATCH,
      open: () => Promise.resolve(fail(declines('No SIMD.'))),
      signal: new AbortController().signal,
      breathe: () => Promise.resolve(),
      now: new FakeTime().now,
    });
    expect(timings).toEqual([{ engine: 'simd', declined: 'No SIMD.' }]);
  });
});
