import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { SimdEngine } from '../engine/simd/simd-engine';
import { weightsRecord } from '../library/run-record';
import { aRun, someWeights } from '../library/testing/runs';
import { silentBackend, silentRunBackend } from '../library/testing/silent-storage';
import { NetworkCopies } from './predictor/network-copies';
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
    const { trainer, session, statuses } = small;
    session.keeper.save = () => new Promise(() => {});
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

  it('has the last of two runs on screen that are to be opened, as quickly as that', async () => {
    const small = smallSession({ engine });
    const [first, second] = [await trainToEnd(small), await trainToEnd(small)];
    await small.trainer.reset();
    const { trainer, session } = small;
    const opened = await Promise.all([trainer.open(first.id), trainer.open(second.id)]);
    expect(opened.map(({ ok }) => ok)).toEqual([true, true]);
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

  it('at init leaves the pad with whatever network there was', async () => {
    let isBroken = true;
    const small = smallSession({
      engine: () => {
        const opened = engine();
        const init = opened.init.bind(opened);
        opened.init = (...given) => (isBroken ? Promise.reject(new Error('no memory')) : init(...given));
        return opened;
      },
    });
    const { trainer, session } = small;
    const { port1, port2 } = new MessageChannel();
    session.copyLine.connect(port1);
    let time = 0;
    const copies = new NetworkCopies(
      () => {},
      () => (time += 1000),
    );
    copies.connect(port2);
    expect((await trainer.train(smallExperiment, null)).ok).toBe(false);
    expect(await copies.current()).toBeUndefined();
    isBroken = false;
    const { id } = await trainToEnd(small);
    await vi.waitFor(async () =>
      expect((await copies.current())?.network).toMatchObject({ runId: id, step: 10 }),
    );
    isBroken = true;
    expect((await trainer.train(smallExperiment, null)).ok).toBe(false);
    expect((await copies.current())?.network).toMatchObject({ runId: id, step: 10 });
    copies.connect(new MessageChannel().port1);
    port1.close();
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

describe('graphics that die', () => {
  /** A run that has ended, on an engine that from then on breaks at whatever it is asked. */
  async function trainedOnWebgl() {
    const broken = () => Promise.reject(new Error('The graphics context was lost'));
    const small = smallSession({ engine: () => Object.defineProperty(engine(), 'name', { value: 'webgl' }) });
    await trainToEnd(small);
    small.session.trainedEngine!.predict = broken;
    const faults = () => small.events.flatMap((event) => (event.type === 'fault' ? [event.fault.code] : []));
    const read = () => small.session.ask((asked) => asked.predict(new Uint8Array(784), 1));
    return { ...small, faults, read };
  }

  it('are told as such, whether an engine breaks before the browser says so or after', async () => {
    const { read, faults, loseWebgl } = await trainedOnWebgl();
    const early = read();
    await Promise.resolve();
    loseWebgl();
    expect(await early).toBeUndefined();
    expect(await read()).toBeUndefined();
    expect(faults()).toEqual(['context-lost']);
  });

  it('are the word for what breaks unseen for it; without them that is a bug', async () => {
    const { session, read, faults, loseWebgl } = await trainedOnWebgl();
    await session.brokeUnseen(new Error('odd'));
    await expect(read()).rejects.toThrow('lost');
    expect(faults()).toEqual(['command-failed']);
    const unseen = session.brokeUnseen(new Error('odd'));
    loseWebgl();
    await unseen;
    expect(faults()).toEqual(['command-failed', 'context-lost']);
  });
});

it('keeps a run that goes on as one that trains: a visit that ends there and then did not leave it paused', async () => {
  const { trainer, session, repository } = smallSession({ engine });
  // Slow enough not to end.
  await trainer.setPace(5);
  await trainer.train({ ...smallExperiment, epochs: 500 }, null);
  const { id } = session.keeper.record!;
  const stored = async () => {
    const read = await repository.readRun(id);
    return read.ok ? read.value?.status : undefined;
  };
  await vi.waitFor(() => expect(session.trainedEngine).toBeDefined());
  await trainer.pause();
  await vi.waitFor(async () => expect(await stored()).toBe('paused'));
  await trainer.resume();
  await vi.waitFor(async () => expect(await stored()).toBe('training'), { timeout: 1500 });
  await trainer.stop();
});

describe('the best epoch of a run', () => {
  /** Four epochs, of which the second is kept as the best. */
  async function trainedPastItsBest() {
    const small = smallSession({ engine });
    const { session, repository, events } = small;
    const { id } = await trainToEnd(small, { epochs: 4 });
    // Other weights than those that it came to, so that they can be told apart.
    const weights = await repository.readWeights(`${id}/last`);
    if (!weights.ok || !weights.value) throw new Error('not kept');
    const best = {
      step: 20,
      weights: weights.value.state.weights.map(({ kernel, bias }) => ({
        kernel: kernel.map((weight) => 2 * weight),
        bias,
      })),
      slots: [],
    };
    await repository.saveRun(session.keeper.snapshot()!, [weightsRecord(id, 'best', best)]);
    events.length = 0;
    return { ...small, id, best, last: weights.value };
  }

  it('is opened as a run of its own, with what was true of it then; the run it is of stays as it was', async () => {
    const { trainer, session, repository, events, id, best, last, statuses } = await trainedPastItsBest();
    expect(await trainer.open(id, 'best')).toEqual({ ok: true, value: undefined });
    const replaced = events.find((event) => event.type === 'replaced');
    const own = session.keeper.record!;
    expect(own).toMatchObject({ parentId: id, step: 20, cause: 'best' });
    expect(replaced?.network).toEqual({ runId: own.id, step: 20, cause: 'best' });
    expect(replaced?.record?.curves.validationAccuracy.steps.at(-1)).toBe(20);
    await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
    expect(session.identity).toEqual({ runId: own.id, step: 20, cause: 'best' });
    expect(await session.trainedEngine!.exportWeights()).toEqual(best.weights);
    // What it reads right is measured anew.
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'validation', network: { runId: own.id, step: 20, cause: 'best' } }),
    );
    await session.keeper.save();
    expect(await repository.readWeights(`${id}/last`)).toEqual({ ok: true, value: last });
    expect(await repository.readWeights(`${own.id}/last`)).toMatchObject({ value: { step: 20 } });
    expect(await repository.readRun(own.id)).toMatchObject({
      value: { status: 'finished', last: { step: 20 }, name: expect.stringContaining('best epoch') },
    });
  });

  it('is there once, however often it is opened, and goes on like any other', async () => {
    const { trainer, session, repository, id, statuses } = await trainedPastItsBest();
    await trainer.open(id, 'best');
    await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
    await session.keeper.save();
    const own = session.keeper.record!.id;
    await trainer.open(id);
    await trainer.open(id, 'best');
    expect(session.keeper.record?.id).toBe(own);
    expect(await repository.listRuns()).toMatchObject({ value: { records: { length: 2 } } });
    await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
    expect((await trainer.goOn(5)).ok).toBe(true);
    await vi.waitFor(() => expect(session.keeper.record).toMatchObject({ step: 50, status: 'finished' }));
  });

  it('that was not kept is missed in a sentence', async () => {
    const { trainer, repository, id } = await trainedPastItsBest();
    await repository.saveRun(aRun('z'), [someWeights('z', 1)]);
    expect(await trainer.open('z', 'best')).toMatchObject({ fault: { code: 'run-corrupt' } });
    expect(await trainer.open(id, 'best')).toMatchObject({ ok: true });
  });
});
