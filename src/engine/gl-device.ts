/** What kind of WebGL this thread has, without keeping a context open. */
import type { WebglDevice } from '../core/device';

/** Names under which browsers and drivers report a GPU that is emulated on the processor. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|lavapipe|software|microsoft basic render/i;

export const isSoftwareRenderer = (renderer: string): boolean => SOFTWARE_RENDERERS.test(renderer);

/** Opens a throwaway WebGL 2 context, reads its renderer's name and gives it back. */
export function detectWebgl(): WebglDevice {
  const gl = openWebgl({ powerPreference: 'high-performance' });
  if (!gl) return { kind: 'none', renderer: '' };
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { kind: isSoftwareRenderer(renderer) ? 'software' : 'hardware', renderer };
}

/** A WebGL 2 context off the page; undefined where there is none, be it said by an answer or by an error. */
export function openWebgl(attributes: WebGLContextAttributes): WebGL2RenderingContext | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  try {
    return new OffscreenCanvas(1, 1).getContext('webgl2', attributes) ?? undefined;
  } catch {
    return undefined;
  }
}
