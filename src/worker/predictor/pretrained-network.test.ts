import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, FakeServer } from '../../dataset/testing/fake-server';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import { PretrainedNetwork } from './pretrained-network';

const file = (name: string) =>
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../../../public/networks', name)));

function served() {
  const server = new FakeServer(
    new Map(['reference.json', 'reference.bin'].map((name) => [name, file(name)])),
  );
  const { fetch } = server;
  const pretrained = new PretrainedNetwork({ fetch, retries: 1, retryDelayMs: 1, stallMs: 1000 });
  return { server, pretrained, load: () => pretrained.load(server.baseUrl) };
}

/** Two upright lines, a 0 of sorts, as [2, 784]. */
function pictures(): Uint8Array {
  const pixels = new Uint8Array(2 * 784);
  for (let y = 4; y < 24; y++) {
    for (const x of [13, 14]) pixels[y * 28 + x] = 255;
    for (const x of [7, 8, 19, 20]) pixels[784 + y * 28 + x] = 255;
  }
  for (const y of [4, 5, 22, 23]) pixels.fill(255, 784 + y * 28 + 8, 784 + y * 28 + 20);
  return pixels;
}

describe('the pretrained network', () => {
  it('reads several digits once it is loaded, and says how good it is', async () => {
    const { pretrained, load } = served();
    expect(pretrained.predict(pictures(), 2)).toBeUndefined();
    const { validationAccuracyFraction } = JSON.parse(new TextDecoder().decode(file('reference.json'))) as {
      validationAccuracyFraction: number;
    };
    expect(await load()).toEqual({ state: 'ready', validationAccuracyFraction });
    const probabilities = pretrained.predict(pictures(), 2)!;
    expect(probabilities).toHaveLength(20);
    expect(probabilities[1]).toBeGreaterThan(0.9);
    expect(probabilities[10]).toBeGreaterThan(0.5);
  });

  it('can be taken up as a run of 28 epochs over 55,000 digits, 128 at a time, that has just ended', async () => {
    const { pretrained, load } = served();
    expect(pretrained.asRun(55_000)).toBeUndefined();
    await load();
    const { experiment, state } = pretrained.asRun(55_000)!;
    expect(state.step).toBe(28 * 430);
    const logits = forwardPass(state.weights, experiment.activation, pictures(), 2).logits;
    expect(softmaxRows(logits, 10)).toEqual(pretrained.predict(pictures(), 2));
    // Adam remembers two numbers per weight.
    expect(state.slots).toHaveLength(2);
    for (const slot of state.slots)
      for (const [layer, { kernel, bias }] of slot.entries()) {
        expect(kernel).toEqual(new Float32Array(state.weights[layer]!.kernel.length));
        expect(bias).toEqual(new Float32Array(state.weights[layer]!.bias.length));
      }
  });

  it.each(['missing', 'truncated', 'flipped', 'tooLong', 'offline'] as const)(
    'is missed, not mourned, when its weights are %s',
    async (how) => {
      const { server, pretrained, load } = served();
      server.misbehaviour.set('reference.bin', { always: answers[how] });
      expect(await load()).toMatchObject({ state: 'missing' });
      expect(server.requestsFor('reference.bin')).toBe(2);
      expect(pretrained.predict(pictures(), 2)).toBeUndefined();
    },
  );

  it('is missed when its record is not one', async () => {
    const { server, load } = served();
    server.files.set('reference.json', new TextEncoder().encode('{"name":"reference"}'));
    const state = await load();
    expect(state).toMatchObject({ state: 'missing' });
    expect(state.state === 'missing' && state.detail).toContain('layerSizes');
  });
});
