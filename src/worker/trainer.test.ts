import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { SimdEngine } from '../engine/simd/simd-engine';
import { silentBackend, silentRunBackend } from '../library/testing/silent-storage';
import { smallExperiment, smallSession } from './testing/small-session';

const kernels = new WebAssembly.Module(
  readFileSync(new URL('../engine/simd/generated/baseline.wasm', import.meta.url)),
);
const engine = () => new SimdEngine(kernels);

type Small = ReturnType<typeof smallSession>;

/** Trains to the end, and until that is stored. */
async function trainToEnd({ trainer, session, statuses }: Small, changes = {}) {
  expect((await trainer.train({ ...smallExperiment, ...changes }, null)).ok).toBe(true);
  await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
  await session.keeper.save();
  return session.keeper.record!;
}

describe('storage that never answers', () => {
  it('holds up neither Train nor the end of a run nor Reset', async () => {
    const small = smallSession({ engine, runs: silentRunBackend, rates: silentBackend });
    const { trainer, statuses } = small;
    for (let i = 0; i < 2; i++) {
      expect((await trainer.train(smallExperiment, null)).ok).toBe(true);
      await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
    }
    await trainer.reset();
    expect(statuses().at(-1)).toBe('ready');
  });

  it('does not keep Train waiting while a kept run is read, which then has come too late', async () => {
    let answer = (): void => {};
    const small = smallSession({ engine });
    const { trainer, session, repository } = small;
    const first = await trainToEnd(small);
    const readRun = repository.readRun.bind(repository);
    repository.readRun = async (id) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return readRun(id);
    };
    await trainer.reset();
    const opened = trainer.open(first.id);
    const second = await trainToEnd(small);
    answer();
    expect(await opened).toMatchObject({
      ok: false,
      fault: { message: expect.stringContaining('meanwhile') },
    });
    expect(session.keeper.record?.id).toBe(second.id);
  });
});

describe('an engine that fails', () => {
  it('at init leaves Train and Reset as they were', async () => {
    let isBroken = true;
    const small = smallSession({
      engine: () => {
        const opened = engine();
        if (isBroken) opened.init = () => Promise.reject(new Error('no memory'));
        return opened;
      },
    });
    const { trainer, session, statuses } = small;
    expect(await trainer.train(smallExperiment, null)).toMatchObject({
      ok: false,
      fault: { code: 'engine-unavailable' },
    });
    expect(session.keeper.record).toBeUndefined();
    await trainer.reset();
    expect(statuses().at(-1)).toBe('ready');
    isBroken = false;
    expect((await trainToEnd(small)).step).toBe(10);
  });

  it('when it is asked for its state ends the run, and the next can begin', async () => {
    const small = smallSession({
      engine: () => {
        const opened = engine();
        opened.exportState = () => Promise.reject(new Error('device lost'));
        return opened;
      },
    });
    const { trainer, events, statuses } = small;
    expect((await trainer.train(smallExperiment, null)).ok).toBe(true);
    await vi.waitFor(() => expect(statuses().at(-1)).toBe('failed'));
    expect(events).toContainEqual(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'worker-crashed' }) }),
    );
    await trainer.stop();
    await trainer.reset();
    expect(statuses().at(-1)).toBe('ready');
    expect((await trainer.train(smallExperiment, null)).ok).toBe(true);
  });
});
