/** One contestant in a thread of its own, as training on the page is: it shares neither backend nor context with another. */
import { drawCount } from './draw-counter';
import { expose } from 'comlink';
import { OPEN } from './contestants/all';
import { BATCH_SIZE, type Contestant } from './contestants/contestant';
import type { ContestantName } from './contestants/names';
import { loadPool } from './digit-pool';
import { type SimdShare, measureSimdShare } from './simd-share';

export interface Lap {
  readonly steps: number;
  readonly msPerStep: number;
  readonly drawsPerStep: number;
  readonly loss: number;
}

let contestant: Contestant | undefined;

const api = {
  async open(name: ContestantName, layerSizes: readonly number[]): Promise<void> {
    contestant = await OPEN[name]({ layerSizes, pool: await loadPool(BATCH_SIZE) });
  },
  async lap(asked: number): Promise<Lap> {
    if (!contestant) throw new Error('open() comes first');
    const draws = drawCount();
    const start = performance.now();
    const { steps, loss } = await contestant.run(asked);
    const msPerStep = (performance.now() - start) / steps;
    return { steps, msPerStep, drawsPerStep: (drawCount() - draws) / steps, loss };
  },
  async simdShare(layerSizes: readonly number[], rounds: number): Promise<SimdShare> {
    const { loadKernels } = await import('./load-kernels');
    const { pixels, labels } = await loadPool(BATCH_SIZE);
    const batch = { pixels, labels, indices: new Uint32Array(BATCH_SIZE), count: BATCH_SIZE, epoch: 0 };
    return measureSimdShare(await loadKernels(), layerSizes, batch, rounds);
  },
};

export type LabWorker = typeof api;
expose(api);
