/**
 * The one WebGPU device of a worker, which all its engines share: compiled kernels and the training digits are there once.
 * When it is lost (driver reset, graphics process killed) nothing on it ever answers again.
 */
import { errorText, fail, ok, type Result } from '../../core/fault';
import { adapterName, isImitated, requestAdapter } from './adapter';
import { KeptDigits } from './kept-digits';
import { PipelineCache } from './pipeline-cache';

/** Limits that are asked for as far as the adapter goes beyond what every device has. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

export class Gpu {
  readonly device: GPUDevice;
  readonly name: string;
  readonly isImitated: boolean;
  readonly pipelines: PipelineCache;
  readonly kept: KeptDigits;
  /** The first thing that the device refused to do behind everybody's back; "" while all is well. */
  trouble = '';
  /** Told when the device is lost. Each is told once. */
  readonly onLost = new Set<() => void>();

  constructor(device: GPUDevice, name: string, imitated: boolean) {
    this.device = device;
    this.name = name;
    this.isImitated = imitated;
    this.pipelines = new PipelineCache(device);
    this.kept = new KeptDigits(device);
    device.addEventListener('uncapturederror', ({ error }) => {
      this.trouble ||= error.message;
    });
  }

  /** Runs what creates buffers. Rejects when the device has no memory for one of them. */
  async allocate<T>(create: () => T): Promise<T> {
    const { device } = this;
    device.pushErrorScope('out-of-memory');
    const created = create();
    const error = await device.popErrorScope();
    if (error) throw new Error('The graphics card has no memory for this network.');
    return created;
  }
}

export interface OpenGpuOptions {
  readonly onLost: () => void;
  /** For tests alone: a device that is imitated will do. */
  readonly allowImitated?: boolean;
}

const unavailable = (message: string, detail?: string) =>
  fail({
    code: 'engine-unavailable',
    message,
    remedy: 'dismiss',
    ...(detail === undefined ? {} : { detail }),
  });

let current: Promise<Result<Gpu>> | undefined;

/** The device of this worker, opened when it is first asked for; what failed is tried again the next time. */
export async function openGpu({ onLost, allowImitated = false }: OpenGpuOptions): Promise<Result<Gpu>> {
  current ??= openDevice();
  const opened = await current;
  if (!opened.ok) {
    current = undefined;
    return opened;
  }
  if (opened.value.isImitated && !allowImitated) {
    return unavailable('This browser only imitates a graphics card for WebGPU, on the processor.');
  }
  opened.value.onLost.add(onLost);
  return opened;
}

async function openDevice(): Promise<Result<Gpu>> {
  const adapter = await requestAdapter();
  if (!adapter) return unavailable('This browser offers no WebGPU here.');
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  try {
    const device = await adapter.requestDevice({ requiredLimits });
    const gpu = new Gpu(device, adapterName(adapter), isImitated(adapter));
    void device.lost.then(({ reason }) => {
      current = undefined;
      gpu.trouble ||= 'The WebGPU device was lost.';
      if (reason !== 'destroyed') for (const hear of gpu.onLost) hear();
    });
    return ok(gpu);
  } catch (error) {
    return unavailable('The graphics card could not be opened for WebGPU.', errorText(error));
  }
}
