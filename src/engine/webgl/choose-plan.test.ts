import { describe, expect, it } from 'vitest';
import { choosePlan } from './choose-plan';
import { combine, defaultPlan, type Plan, variantsOf } from './plan';

const config = (layerSizes: number[], maxBatchSize = 128) =>
  ({ network: { layerSizes, activation: 'relu' }, optimizer: 'adam', maxBatchSize, seed: 1 }) as const;

const SIZES = [784, 128, 10];
const plain = defaultPlan(SIZES);
const [inParts, fused] = variantsOf(config(SIZES)) as [Plan, Plan];

interface Device {
  /** What a step takes by the default plan, and with either variant, and asking for an answer. */
  readonly plain?: number;
  readonly inParts?: number;
  readonly fused?: number;
  readonly answer?: number;
  /** What compiling a variant takes, and the default. */
  readonly compile?: number;
  readonly builtInMs?: number;
  /** Milliseconds on top of a round, by its number. */
  readonly noise?: (round: number) => number;
}

/** A device on a clock that only its rounds move. */
async function choose(device: Device) {
  const { compile = 5, answer = 1.2, noise = () => 0, builtInMs = 50 } = device;
  const stepMs = new Map<Plan, number>([
    [plain, device.plain ?? 0.24],
    [inParts, device.inParts ?? 0.24],
    [fused, device.fused ?? 0.24],
  ]);
  const compiled = new Set([plain]);
  let time = 1000;
  let warmUpMs = 0;
  let rounds = 0;
  const plan = await choosePlan({
    plain,
    variants: [inParts, fused],
    builtInMs,
    now: () => time,
    run: (tried, steps) => {
      if (!compiled.has(tried)) time += compile;
      compiled.add(tried);
      time += answer + steps * stepMs.get(tried)! + noise(rounds);
      if (rounds === 0) warmUpMs = time - 1000;
      rounds++;
      return Promise.resolve();
    },
  });
  return { plan, rounds, spentMs: time - 1000 - warmUpMs };
}

describe('choosePlan', () => {
  it('takes what gains, and both where both do', async () => {
    expect((await choose({ inParts: 0.21 })).plan).toEqual(inParts);
    expect((await choose({ fused: 0.2 })).plan).toEqual(fused);
    expect((await choose({ inParts: 0.21, fused: 0.2 })).plan).toEqual([
      { parts: 8, fused: false },
      { parts: 1, fused: true },
    ]);
  });

  it('keeps the default for less than a twentieth, and for a loss', async () => {
    expect((await choose({ inParts: 0.233, fused: 0.232 })).plan).toEqual(plain);
    expect((await choose({ inParts: 0.227 })).plan).toEqual(inParts);
    expect((await choose({ inParts: 0.4, fused: 0.3 })).plan).toEqual(plain);
  });

  it('is not misled by what an answer costs', async () => {
    // With the answers counted in, this would be a gain of 4%.
    expect((await choose({ plain: 0.1, inParts: 0.093, answer: 1.2 })).plan).toEqual(inParts);
  });

  it('keeps the default when rounds contradict each other', async () => {
    const noise = (round: number) => (round * 7919) % 5;
    expect((await choose({ noise })).plan).toEqual(plain);
    // A single bad round of the default makes every variant look good once.
    for (let bad = 5; bad < 18; bad++) {
      expect((await choose({ noise: (round) => (round === bad ? 4 : 0) })).plan).toEqual(plain);
    }
  });

  it('keeps the default when a gain shows in two repetitions of three', async () => {
    // Rounds 6 and 14 are the default's in the first and third.
    const slowed = (rounds: number[]) => (round: number) => (rounds.includes(round) ? 0.5 : 0);
    expect((await choose({ plain: 0.1, fused: 0.1, inParts: 0.1, noise: slowed([6, 14]) })).plan).toEqual(
      plain,
    );
    const thrice = await choose({ plain: 0.1, fused: 0.1, inParts: 0.1, noise: slowed([6, 12, 14]) });
    expect(thrice.plan).toEqual(combine(inParts, fused));
  });

  it('keeps the default when a clock is too coarse to tell', async () => {
    expect((await choose({ plain: 0, inParts: 0, fused: 0, answer: 0 })).plan).toEqual(plain);
  });

  it('keeps the default when measuring fails', async () => {
    const run = (plan: Plan) => (plan === plain ? Promise.resolve() : Promise.reject(new Error('lost')));
    const trial = { plain, variants: [inParts], run, builtInMs: 0 };
    expect(await choosePlan(trial)).toEqual(plain);
  });

  it.each<[string, Device]>([
    ['a fast device', { inParts: 0.1 }],
    ['a slow one', { plain: 9, inParts: 5, fused: 5 }],
    ['slow answers', { inParts: 0.1, answer: 8 }],
    ['slow compiling', { inParts: 0.1, compile: 45 }],
    ['a device that slows down', { inParts: 0.1, noise: (round) => round }],
  ])('spends no more than its budget: %s', async (_, device) => {
    const { spentMs } = await choose(device);
    expect(spentMs).toBeLessThanOrEqual(100);
  });

  it('ends at the first program or round that breaks the budget', async () => {
    const compiling = await choose({ inParts: 0.1, compile: 300 });
    expect(compiling).toMatchObject({ plan: plain, rounds: 2 });
    const stalled = await choose({ inParts: 0.1, noise: (round) => (round === 7 ? 500 : 0) });
    expect(stalled).toMatchObject({ plan: plain, rounds: 8 });
  });

  it('does not begin where the default has taken long to compile', async () => {
    expect(await choose({ inParts: 0.1, builtInMs: 250 })).toMatchObject({ plan: plain, spentMs: 0 });
  });

  it('has enough time for a slow step that could gain', async () => {
    expect((await choose({ plain: 0.5, inParts: 0.4, fused: 0.5 })).plan).toEqual(inParts);
  });
});

describe('variantsOf', () => {
  it('cuts long products of narrow layers, and fuses tiny layers', () => {
    expect(inParts).toEqual([{ parts: 8, fused: false }, plain[1]]);
    expect(fused).toEqual([plain[0], { parts: 1, fused: true }]);
    expect(variantsOf(config([784, 256, 128, 10]))[0]!.map(({ parts }) => parts)).toEqual([8, 8, 1]);
    expect(variantsOf(config([784, 4, 10]))[1]!.map((layer) => layer.fused)).toEqual([true, true]);
  });

  it('fuses the only layer of a network without a hidden one, and cuts nothing', () => {
    expect(variantsOf(config([784, 10]))).toEqual([[{ parts: 1, fused: true }]]);
  });

  it('has none where a step fills any device', () => {
    expect(variantsOf(config([784, 512, 512, 10]))).toEqual([]);
    expect(variantsOf(config([784, 128, 10], 2048))).toEqual([]);
  });
});

describe('combine', () => {
  it('does what either plan does', () => {
    expect(combine(inParts, fused)).toEqual(combine(fused, inParts));
    expect(combine(plain, inParts)).toEqual(inParts);
  });
});
