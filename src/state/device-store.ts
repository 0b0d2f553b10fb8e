/** What is known of this device. */
import type { BenchmarkReport } from '../core/device';
import { slice } from './store';

interface DeviceState {
  /** What was last told of the engines' speeds, whatever network it was about. */
  readonly report: BenchmarkReport | undefined;
  readonly benchmarking: boolean;
}

const [use, set] = slice<DeviceState>('device', { report: undefined, benchmarking: false });
export const useDevice = use;

export const takeSpeeds = (report: BenchmarkReport): void => set({ report });
export const setBenchmarking = (benchmarking: boolean): void => set({ benchmarking });
