/** An engine without mathematics, for tests of those who use engines. */
import type { EngineName } from '../../core/engines';
import type { Fault } from '../../core/fault';
import type { LayerWeights, TrainState } from '../../core/network';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';

export class FakeEngine implements Engine {
  readonly name: EngineName;
  stepCount = 0;
  state: TrainState | undefined;
  disposed = false;
  /** What supports() says. */
  fault: Fault | undefined;
  onInit: () => Promise<void> | void = () => {};
  onStep: (count: number) => void = () => {};
  onRead: () => void = () => {};
  /** Of the latest step. */
  hyper: StepHyper | undefined;

  constructor(name: EngineName) {
    this.name = name;
  }
  supports(): Fault | undefined {
    return this.fault;
  }
  async init(_config: EngineConfig, state: TrainState): Promise<void> {
    await this.onInit();
    this.state = state;
    this.stepCount = state.step;
  }
  step({ count }: { readonly count: number }, hyper: StepHyper): void {
    this.stepCount++;
    this.hyper = hyper;
    this.onStep(count);
  }
  readMetrics(): Promise<StepMetrics> {
    this.onRead();
    return Promise.resolve({ loss: 1, accuracyFraction: 0.5, exampleCount: 1 });
  }
  predict(_pixels: Uint8Array, count: number): Promise<Float32Array> {
    return Promise.resolve(new Float32Array(10 * count));
  }
  exportState(): Promise<TrainState> {
    return Promise.resolve({ ...this.state!, step: this.stepCount });
  }
  exportWeights(): Promise<LayerWeights[]> {
    return Promise.resolve([...this.state!.weights]);
  }
  dispose(): void {
    this.disposed = true;
  }
}

export const declines = (message: string): Fault => ({
  code: 'engine-unavailable',
  message,
  remedy: 'dismiss',
});
