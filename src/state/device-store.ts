/** What is known of this device. */
import { create } from 'zustand';
import type { BenchmarkReport } from '../core/device';

interface DeviceState {
  /** What was last told of the engines' speeds, whatever network it was about. */
  readonly report: BenchmarkReport | undefined;
  readonly benchmarking: boolean;
}

export const useDevice = create<DeviceState>()(() => ({ report: undefined, benchmarking: false }));
