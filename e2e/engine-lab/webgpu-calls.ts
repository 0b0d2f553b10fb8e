/** Counts what WebGPU is asked to make, by wrapping its functions. Where there is no WebGPU there is nothing to count. */
const NAMES = [
  'createBuffer',
  'createBindGroup',
  'createShaderModule',
  'createComputePipelineAsync',
] as const;

export const webgpuCalls = Object.fromEntries([...NAMES, 'submit'].map((name) => [name, 0])) as Record<
  (typeof NAMES)[number] | 'submit',
  number
>;

function count(prototype: object, name: keyof typeof webgpuCalls): void {
  const original = (prototype as Record<string, (...args: unknown[]) => unknown>)[name]!;
  const counting = function (this: object, ...args: unknown[]): unknown {
    webgpuCalls[name]++;
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(prototype, name, { value: counting });
}

if (typeof GPUDevice !== 'undefined') {
  for (const name of NAMES) count(GPUDevice.prototype, name);
  count(GPUQueue.prototype, 'submit');
}
