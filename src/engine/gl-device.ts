/** What kind of WebGL this thread has, without keeping a context open. */
import type { WebglDevice } from '../core/device';

/** Names under which browsers and drivers report a GPU that is emulated on the processor. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|lavapipe|software|microsoft basic render/i;

export const isSoftwareRenderer = (renderer: string): boolean => SOFTWARE_RENDERERS.test(renderer);

/** Opens a throwaway WebGL 2 context, reads its renderer's name and gives it back. */
export function detectWebgl(): WebglDevice {
  const gl = openContext();
  if (!gl) return { kind: 'none', renderer: '' };
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { kind: isSoftwareRenderer(renderer) ? 'software' : 'hardware', renderer };
}

/** Undefined where there is none, be it said by an answer or by an error. */
function openContext(): WebGL2RenderingContext | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  try {
    const canvas = new OffscreenCanvas(1, 1);
    return canvas.getContext('webgl2', { powerPreference: 'high-performance' }) ?? undefined;
  } catch {
    return undefined;
  }
}
