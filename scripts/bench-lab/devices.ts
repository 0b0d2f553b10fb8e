/** The ways to a graphics card that this browser offers. */
import type { WebglDevice } from '../../src/core/machine';
import { detectWebgl, isSoftwareRenderer } from '../../src/engine/gl-device';

export interface Devices {
  readonly webgl: WebglDevice;
  readonly webgpu: WebglDevice;
}

/** The adapter that a contestant would be given: all of them ask for the fastest. */
async function detectWebgpu(): Promise<WebglDevice> {
  // Not there where the browser has it switched off, whatever the types say.
  const gpu = navigator.gpu as GPU | undefined;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { kind: 'none', renderer: '' };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const renderer = [vendor, architecture, device, description].filter((part) => part !== '').join(' ');
  return { kind: isFallbackAdapter || isSoftwareRenderer(renderer) ? 'software' : 'hardware', renderer };
}

export const detectDevices = async (): Promise<Devices> => ({
  webgl: detectWebgl(),
  webgpu: await detectWebgpu().catch(() => ({ kind: 'none', renderer: '' }) as const),
});
