/** The benchmark's page: hands out workers, one for each contestant, to the script that drives it. */
import { type Remote, wrap } from 'comlink';
import type { ContestantName } from './contestants/names';
import { detectDevices } from './devices';
import type { SimdShare } from './simd-share';
import type { LabWorker, Lap } from './worker';

/** Rejects when the worker dies, which Comlink alone would never notice. */
function start(): { worker: Worker; remote: Remote<LabWorker>; died: Promise<never> } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(`worker: ${message}`)));
  });
  return { worker, remote: wrap<LabWorker>(worker), died };
}

const running = new Map<ContestantName, ReturnType<typeof start>>();

const lab = {
  devices: detectDevices,
  async open(name: ContestantName, layerSizes: readonly number[]): Promise<void> {
    const started = start();
    running.set(name, started);
    await Promise.race([started.remote.open(name, layerSizes), started.died]);
  },
  lap(name: ContestantName, steps: number): Promise<Lap> {
    const { remote, died } = running.get(name)!;
    return Promise.race([remote.lap(steps), died]);
  },
  /** Ends a contestant, whatever it is at. */
  drop(name: ContestantName): void {
    running.get(name)?.worker.terminate();
    running.delete(name);
  },
  close(): void {
    for (const { worker } of running.values()) worker.terminate();
    running.clear();
  },
  async simdShare(layerSizes: readonly number[], rounds: number): Promise<SimdShare> {
    const { worker, remote, died } = start();
    const share = await Promise.race([remote.simdShare(layerSizes, rounds), died]);
    worker.terminate();
    return share;
  },
};

export type Lab = typeof lab;
Object.assign(window, { lab });
