import { describe, expect, it } from 'vitest';
import type { EngineName } from '../core/engines';
import { fail, ok } from '../core/fault';
import { PRESETS } from '../core/presets';
import { declines, FakeEngine } from '../engine/testing/fake-engine';
import { tryRival } from './try-rival';

/** A run that is as fast as its engine: steps per second by engine. */
class FakeRun {
  engine = new FakeEngine('simd');
  experiment = { ...PRESETS.quick.experiment, engine: 'auto' as const };
  readonly moves: EngineName[] = [];
  isLasting = true;
  refuses = false;
  readonly #speeds: Partial<Record<EngineName, number>>;

  constructor(speeds: Partial<Record<EngineName, number>>) {
    this.#speeds = speeds;
  }
  get stepsPerSecond() {
    return this.#speeds[this.engine.name]!;
  }
  whenRated(seconds: number) {
    expect(seconds).toBe(0.5);
    return Promise.resolve(this.isLasting);
  }
  async switchEngine(_choice: string, prepare: () => Promise<EngineName>) {
    if (this.refuses) return fail(declines('No.'));
    const name = await prepare();
    this.moves.push(name);
    this.engine = new FakeEngine(name);
    return ok(undefined);
  }
}

const tried = async (run: FakeRun) => {
  await tryRival(run as never, 'webgl', (name) => (() => Promise.resolve(name)) as never);
  return run.moves;
};

describe('tryRival', () => {
  it('goes on with the rival where it trains faster', async () => {
    expect(await tried(new FakeRun({ simd: 300, webgl: 1900 }))).toEqual(['webgl']);
  });

  it('goes back where it does not', async () => {
    expect(await tried(new FakeRun({ simd: 300, webgl: 100 }))).toEqual(['webgl', 'simd']);
  });

  it('leaves the run to the card within a fifth', async () => {
    expect(await tried(new FakeRun({ simd: 110, webgl: 100 }))).toEqual(['webgl']);
  });

  it('changes nothing in a run that ends before, and nothing that the visitor has chosen meanwhile', async () => {
    const short = new FakeRun({ simd: 300, webgl: 1900 });
    short.isLasting = false;
    expect(await tried(short)).toEqual([]);
    const chosen = new FakeRun({ simd: 300, webgl: 1900 });
    chosen.experiment = { ...chosen.experiment, engine: 'simd' as never };
    expect(await tried(chosen)).toEqual([]);
  });

  it('stays where it is when the rival cannot take over', async () => {
    const run = new FakeRun({ simd: 300, webgl: 1900 });
    run.refuses = true;
    expect(await tried(run)).toEqual([]);
    expect(run.engine.name).toBe('simd');
  });
});
