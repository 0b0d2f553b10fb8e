/** What WebGPU runs on here. Small, for it is asked before anybody wants the engine itself. */
import type { GraphicsDevice } from '../../core/device';

/** What a browser tells of an adapter; older ones tell whether it is imitated elsewhere. */
type Adapter = GPUAdapter & { readonly isFallbackAdapter?: boolean };

const NAMES_OF_IMITATIONS = /swiftshader|llvmpipe|lavapipe|software|basic render|\bcpu\b/i;

/** The adapter to train on, or undefined where there is none. */
export async function requestAdapter(): Promise<GPUAdapter | undefined> {
  // Where tests run there is no navigator, in old browsers no WebGPU, and in pages that are not served securely neither.
  const { gpu } = (globalThis.navigator ?? {}) as Partial<Navigator>;
  try {
    return (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? undefined;
  } catch {
    return undefined;
  }
}

/** "nvidia hopper", or what else a browser tells; "" when it tells nothing. */
export function adapterName({ info }: Pick<GPUAdapter, 'info'>): string {
  // Browsers before 2024 have no info.
  const {
    vendor = '',
    architecture = '',
    device = '',
    description = '',
  } = (info ?? {}) as Partial<GPUAdapterInfo>;
  if (description !== '') return description;
  return [vendor, architecture, device].filter((part) => part !== '').join(' ');
}

/** Whether it is a processor that plays a graphics card: training on it would be many times slower than on the processor itself. */
export function isImitated(adapter: Adapter): boolean {
  const info = adapter.info as (GPUAdapterInfo & { readonly isFallbackAdapter?: boolean }) | undefined;
  const isFallback = info?.isFallbackAdapter ?? adapter.isFallbackAdapter;
  return isFallback ?? NAMES_OF_IMITATIONS.test(adapterName(adapter));
}

/** Looks, and opens nothing. Never rejects. */
export async function detectWebgpu(): Promise<GraphicsDevice> {
  const adapter = await requestAdapter();
  if (!adapter) return { kind: 'none', renderer: '' };
  return { kind: isImitated(adapter) ? 'software' : 'hardware', renderer: adapterName(adapter) };
}
