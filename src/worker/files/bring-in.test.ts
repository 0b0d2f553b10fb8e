import { describe, expect, it } from 'vitest';
import { rescaled } from '../../core/input-scaling';
import { layerSizesOf, PIXEL_COUNT } from '../../core/network';
import { initialState } from '../../core/initial-weights';
import { barBatch } from '../../engine/testing/batches';
import { forwardPass } from '../../engine/plain/forward-pass';
import { networkToSafetensors } from '../../formats/network-safetensors';
import { aNetwork } from '../../formats/testing/networks';
import { memoryRunBackend } from '../../library/memory-run-backend';
import { type RunRecord, weightsId, weightsRecord } from '../../library/run-record';
import { createRunRepository } from '../../library/run-repository';
import { aRun } from '../../library/testing/runs';
import { bringIn, rescale } from './bring-in';
import { findScaling } from './find-scaling';
import { pack } from './pack';

const AT = Date.parse('2026-11-26T12:00:00Z');
/** Digits of a kind, and a network that reads them: a class is a row of bars, and each unit of the last layer looks at its own. */
const { pixels, labels } = barBatch(3, 200);
const digits = { pixels, labels };
/** One label in seven is wrong, so that there is such a thing as being too sure. */
const doubtful = { pixels, labels: labels.map((label, i) => (i % 7 === 0 ? (label + 5) % 10 : label)) };

function barReader() {
  const network = aNetwork('relu', [784, 10]);
  const kernel = new Float32Array(PIXEL_COUNT * 10);
  for (let pixel = 0; pixel < PIXEL_COUNT; pixel++) {
    for (let unit = 0; unit < 10; unit++)
      kernel[pixel * 10 + unit] = Math.abs(Math.floor(pixel / 78) - unit) <= 1 ? 0.1 : -0.05;
  }
  return { ...network, weights: [{ kernel, bias: new Float32Array(10) }] };
}
const logitsOf = (weights: Parameters<typeof forwardPass>[0]) =>
  forwardPass(weights, 'relu', pixels, 50).logits;

/** Made as sure as pays on the doubtful digits. */
function fitted() {
  const sure = (times: number) => {
    const [{ kernel, bias }] = barReader().weights as [{ kernel: Float32Array; bias: Float32Array }];
    return [{ kernel: kernel.map((weight) => times * weight), bias }];
  };
  const tried = Array.from({ length: 20 }, (_, i) => sure(0.05 * 1.3 ** i)).map((weights) => ({
    weights,
    logLoss: findScaling(weights, 'relu', doubtful, 'unit').logLoss,
  }));
  return tried.reduce((best, other) => (other.logLoss < best.logLoss ? other : best)).weights;
}

describe('findScaling', () => {
  const surest = fitted();
  it.each(['unit', 'bytes', 'standardised', 'inverted', 'inverted-bytes'] as const)('finds %s', (scaling) => {
    // The same network as one that wants its pixels so.
    const foreign = rescaled(surest, scaling, 'unit');
    const found = findScaling(foreign, 'relu', doubtful);
    expect(found.scaling).toBe(scaling);
    expect(found.accuracyFraction).toBeGreaterThan(0.7);
  });
});

describe('a network that came in', () => {
  const setUp = async () => {
    const repository = createRunRepository(memoryRunBackend());
    const file = networkToSafetensors({ ...barReader(), name: 'Bars' });
    const brought = await bringIn(
      repository,
      [{ name: '/tmp/<b>bars.safetensors', bytes: file }],
      digits,
      AT,
    );
    if (!brought.ok) throw new Error(brought.fault.message);
    return { repository, brought: brought.value };
  };

  it('is a run that has ended, with optimiser memory that is empty, and says so', async () => {
    const { repository, brought } = await setUp();
    const { record } = brought.run;
    expect(brought.isStored).toBe(true);
    expect(record).toMatchObject({
      name: 'Bars',
      origin: 'imported',
      cause: 'imported',
      status: 'finished',
      imported: { fileName: '<b>bars.safetensors', scaling: 'unit', step: 430 },
    });
    expect(brought.notes.join(' ')).toContain('memory begins empty');
    const kept = await repository.readWeights(weightsId(record.id, 'last'));
    if (!kept.ok || !kept.value) throw new Error('not kept');
    expect(kept.value.state.weights).toEqual(barReader().weights);
    expect(kept.value.state.slots.flat().every(({ kernel }) => kernel.every((value) => value === 0))).toBe(
      true,
    );
    expect(kept.value.state.slots.length).toBeGreaterThan(0);
  });

  it('has another scaling when asked to, and the first again', async () => {
    const { repository, brought } = await setUp();
    const { id } = brought.run.record;
    const read = async () => {
      const kept = await repository.readWeights(weightsId(id, 'last'));
      if (!kept.ok || !kept.value) throw new Error('not kept');
      return kept.value.state.weights;
    };
    expect(await rescale(repository, id, 'inverted')).toMatchObject({
      ok: true,
      value: { imported: { scaling: 'inverted' } },
    });
    const flipped = { ...digits, pixels: pixels.map((byte) => 255 - byte) };
    const inverted = forwardPass(await read(), 'relu', flipped.pixels, 50).logits;
    const expected = logitsOf(barReader().weights);
    for (const [i, logit] of expected.entries()) expect(inverted[i]).toBeCloseTo(logit, 3);
    await rescale(repository, id, 'unit');
    const again = logitsOf(await read());
    for (const [i, logit] of expected.entries()) expect(again[i]).toBeCloseTo(logit, 3);
  });

  it('keeps its scaling once it was trained on', async () => {
    const { repository, brought } = await setUp();
    const { record, state } = brought.run;
    const further: RunRecord = { ...record, step: 431 };
    await repository.saveRun(further, [weightsRecord(record.id, 'last', { ...state, step: 431 })]);
    expect(await rescale(repository, record.id, 'bytes')).toMatchObject({ ok: false });
  });
});

describe('an Inkling file', () => {
  const record = aRun('abc', { name: 'Amber Otter', status: 'training', pinned: true });
  const last = {
    ...initialState({ layerSizes: layerSizesOf(record.experiment.hidden), activation: 'relu' }, 'sgd', 1),
    step: 10,
  };
  const packed = async () => {
    const home = createRunRepository(memoryRunBackend());
    await home.saveRun(record, [weightsRecord('abc', 'last', last)]);
    const file = await pack(home, 'abc', 'inkling', undefined, undefined, new Date(AT));
    if (!file.ok) throw new Error(file.fault.message);
    expect(file.value.fileName).toBe('amber-otter.inkling.zip');
    return [{ name: 'x', bytes: file.value.bytes }];
  };

  it('goes on elsewhere under its own name, with the same numbers', async () => {
    const away = createRunRepository(memoryRunBackend());
    const brought = await bringIn(away, await packed(), undefined, AT);
    expect(brought).toMatchObject({
      ok: true,
      value: { isStored: true, notes: [expect.stringContaining('Amber Otter came in')] },
    });
    expect(await away.readRun('abc')).toEqual({
      ok: true,
      value: { ...record, status: 'paused', pinned: false },
    });
    const kept = await away.readWeights('abc/last');
    expect(kept.ok && kept.value?.state).toEqual(last);
  });

  it('comes in beside the run that it was taken of', async () => {
    const away = createRunRepository(memoryRunBackend());
    await bringIn(away, await packed(), undefined, AT);
    const second = await bringIn(away, await packed(), undefined, AT);
    if (!second.ok) throw new Error(second.fault.message);
    expect(second.value.run.record.id).not.toBe('abc');
    expect(second.value.run.record.name).toBe('Amber Otter, from a file');
    const listed = await away.listRuns();
    expect(listed.ok && listed.value.records).toHaveLength(2);
  });

  it('that is refused leaves everything as it was', async () => {
    const away = createRunRepository(memoryRunBackend());
    const [file] = await packed();
    const brought = await bringIn(away, [{ name: 'x', bytes: file!.bytes.slice(0, -50) }], undefined, AT);
    expect(brought).toMatchObject({ ok: false, fault: { code: 'invalid-file' } });
    expect(await away.listRuns()).toMatchObject({ value: { records: [] } });
  });
});
