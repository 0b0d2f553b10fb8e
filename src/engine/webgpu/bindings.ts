/** Joins buffers to the numbers that kernels know them by. */
import type { Gpu } from './gpu';
import { HEAD_BYTES } from './record';
import { BINDING } from './wgsl';

interface Buffers {
  readonly packet: GPUBuffer;
  readonly digits: GPUBuffer;
  readonly pixels: GPUBuffer;
  readonly values: GPUBuffer;
  readonly totals: GPUBuffer;
  /** Weights, then as many slots as the kernels were compiled with. */
  readonly parameters: readonly GPUBuffer[];
}

export function bind({ device, pipelines }: Gpu, buffers: Buffers): GPUBindGroup {
  const { packet, parameters, ...others } = buffers;
  const [weights, ...slots] = parameters;
  const whole = (name: keyof typeof BINDING, buffer: GPUBuffer): GPUBindGroupEntry => ({
    binding: BINDING[name],
    resource: { buffer },
  });
  return device.createBindGroup({
    layout: pipelines.layout(slots.length),
    entries: [
      { binding: BINDING.step, resource: { buffer: packet, size: HEAD_BYTES } },
      whole('packet', packet),
      whole('weights', weights!),
      ...(['digits', 'pixels', 'values', 'totals'] as const).map((name) => whole(name, others[name])),
      ...slots.map((buffer, i) => whole(i === 0 ? 'slot0' : 'slot1', buffer)),
    ],
  });
}
