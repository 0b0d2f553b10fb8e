/** Engines and graphics cards in plain words. */
import { engineInfo } from '../../core/engines';
import type { EngineChoice } from '../../core/experiment';
import type { GraphicsDevice, WebglDevice } from '../../core/device';

interface EngineWords {
  readonly name: string;
  readonly about: string;
}

export const engineWords = (choice: EngineChoice): EngineWords =>
  choice === 'auto'
    ? { name: 'Automatic', about: 'Whichever has proved the fastest on this device.' }
    : { name: choice, about: engineInfo(choice).about };

/**
 * "NVIDIA GeForce RTX 3060" out of "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)":
 * browsers wrap the driver's name in the translator's, the maker's and the interface's.
 */
export function cardName(renderer: string): string {
  const inner = /^ANGLE \((.*)\)$/.exec(renderer)?.[1] ?? renderer;
  // Maker, card, driver. Between brackets a comma separates nothing.
  const parts = inner.split(/, (?![^(]*\))/);
  return (parts.length > 1 ? parts[1]! : inner)
    .replace(/^ANGLE Metal Renderer: /, '')
    .replace(/^Vulkan [\d.]+ \((.*)\)$/, '$1')
    .replace(/ \(0x[\da-f]+\)/i, '')
    .replace(/ (Direct3D|OpenGL|Vulkan).*$/, '')
    .replace(/\/PCIe\/SSE2$/, '')
    .trim();
}

/** What WebGL runs on, and WebGPU where it reaches a card. */
export function deviceWords({ webgpu, ...webgl }: WebglDevice): string {
  const words = webglWords(webgl);
  if (webgpu?.kind !== 'hardware') return words;
  return `${words} WebGPU: ${webgpu.renderer === '' ? 'a graphics card' : cardName(webgpu.renderer)}.`;
}

function webglWords({ kind, renderer }: GraphicsDevice): string {
  switch (kind) {
    case 'none':
      return 'This browser offers no WebGL to train with, so the processor does the work.';
    case 'software':
      return `No graphics card is within reach: this browser imitates one on the processor (${cardName(renderer)}).`;
    case 'hardware':
      return renderer === '' ? 'There is a graphics card.' : `Graphics: ${cardName(renderer)}.`;
  }
}
