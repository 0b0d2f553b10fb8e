/** An engine without mathematics, for tests of those who use engines. */
import type { EngineName } from '../../core/experiment';
import type { Fault } from '../../core/fault';
import type { TrainState } from '../../core/network';
import type { Engine, EngineConfig, StepMetrics } from '../engine';

export class FakeEngine implements Engine {
  readonly name: EngineName;
  stepCount = 0;
  state: TrainState | undefined;
  disposed = false;
  /** What supports() says. */
  fault: Fault | undefined;
  onStep: (count: number) => void = () => {};

  constructor(name: EngineName) {
    this.name = name;
  }
  supports(): Fault | undefined {
    return this.fault;
  }
  init(_config: EngineConfig, state: TrainState): Promise<void> {
    this.state = state;
    this.stepCount = state.step;
    return Promise.resolve();
  }
  step({ count }: { readonly count: number }): void {
    this.stepCount++;
    this.onStep(count);
  }
  readMetrics(): Promise<StepMetrics> {
    return Promise.resolve({ loss: 1, accuracyFraction: 0.5, exampleCount: 1 });
  }
  predict(_pixels: Uint8Array, count: number): Promise<Float32Array> {
    return Promise.resolve(new Float32Array(10 * count));
  }
  exportState(): Promise<TrainState> {
    return Promise.resolve({ ...this.state!, step: this.stepCount });
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
