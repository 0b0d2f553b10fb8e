import { describe, expect, it } from 'vitest';
import { initialState } from '../core/initial-weights';
import { layerSizesOf } from '../core/network';
import { PRESETS } from '../core/presets';
import { aRun } from '../library/testing/runs';
import { runToInklingFile } from './inkling-file';
import { networkToSafetensors } from './network-safetensors';
import { networkToOnnx } from './onnx-write';
import type { PortableNetwork } from './portable-network';
import { readNetwork } from './read-network';
import { aNetwork, oneOfEach } from './testing/networks';
import { networkToTfjs } from './tfjs-model';
import { writeZip } from './zip';

const AT = new Date('2026-11-26T12:00:00Z');

const open = (bytes: Uint8Array) => {
  const found = readNetwork([{ name: 'file', bytes }]);
  if (!found.ok) throw new Error(`${found.fault.message} ${found.fault.detail ?? ''}`);
  return found.value;
};

const FORMATS: readonly (readonly [string, (network: PortableNetwork) => Uint8Array])[] = [
  ['TensorFlow.js', (network) => writeZip(networkToTfjs(network), AT)],
  ['ONNX', networkToOnnx],
  ['safetensors', networkToSafetensors],
];

describe.each(FORMATS)('a network as %s', (_, write) => {
  it.each(oneOfEach().map((network) => [network.activation, network] as const))(
    '%s comes back',
    (_, network) => {
      const found = open(write(network));
      if (found.kind !== 'network') throw new Error('not a network');
      const { name, layerSizes, activation, weights, classNames, inputIsUnit } = found.network;
      expect({ name, layerSizes, activation, classNames }).toEqual({
        name: network.name,
        layerSizes: network.layerSizes,
        activation: network.activation,
        classNames: network.classNames,
      });
      expect(weights).toEqual(network.weights);
      expect(inputIsUnit).toBe(true);
    },
  );

  it('comes back without hidden layers', () => {
    const network = aNetwork('tanh', [784, 10]);
    expect(open(write(network))).toMatchObject({ kind: 'network', network: { weights: network.weights } });
  });
});

describe('a TensorFlow.js model of two files', () => {
  it('is opened when both are there, and names the one that is missing', () => {
    const network = aNetwork();
    const files = Object.entries(networkToTfjs(network)).map(([name, bytes]) => ({
      name: `folder/${name}`,
      bytes,
    }));
    expect(readNetwork(files)).toMatchObject({ ok: true, value: { network: { weights: network.weights } } });
    expect(readNetwork(files.slice(0, 1))).toMatchObject({
      ok: false,
      fault: {
        message: 'model.json needs its weights, the file weights.bin: choose or drop both files together.',
      },
    });
  });
});

describe('an Inkling file', () => {
  const experiment = { ...PRESETS.standard.experiment, hidden: [6, 5], optimizer: 'adam' as const };
  const last = {
    ...initialState({ layerSizes: layerSizesOf(experiment.hidden), activation: 'relu' }, 'adam', 3),
    step: 70,
  };
  for (const slot of last.slots) for (const { kernel } of slot) kernel.fill(0.125);
  const curve = { steps: [10, 20], values: [0.5, Number.NaN], seconds: [1, 2], length: 2 };
  const record = aRun('0123abcd', {
    name: 'Ωmega / ../../etc <script>',
    experiment,
    step: 70,
    changes: [{ step: 20, changes: { learningRate: 0.001 } }],
    test: { step: 70, loss: 0.1, accuracyFraction: 0.97 },
    curves: { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve },
  });
  const best = { ...last, step: 40, slots: [] };

  it('brings back all that there was, to the bit', () => {
    const found = open(runToInklingFile({ record, last, best }, AT));
    if (found.kind !== 'run') throw new Error('not a run');
    expect(found.run.record).toEqual(record);
    expect(found.run.last).toEqual(last);
    expect(found.run.best).toEqual(best);
  });

  it('says of another step’s network, of a newer file and of another shape what they are', () => {
    const message = (bytes: Uint8Array): string => {
      const read = readNetwork([{ name: 'a', bytes }]);
      return read.ok ? 'taken' : read.fault.message;
    };
    expect(message(runToInklingFile({ record: { ...record, step: 71 }, last, best }, AT))).toBe(
      'The network in this file is that of step 70, and its record tells of step 71.',
    );
    const wider = { ...record, experiment: { ...experiment, hidden: [7, 5] } };
    expect(message(runToInklingFile({ record: wider, last, best }, AT))).toBe(
      'The network in last.safetensors is not the one that the record tells of.',
    );
    const newer = { format: 'inkling-run', version: 2, record };
    expect(
      message(writeZip({ 'inkling.json': new TextEncoder().encode(JSON.stringify(newer)) }, AT)),
    ).toContain('newer edition');
  });
});
