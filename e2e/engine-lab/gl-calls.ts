/** Counts calls of WebGL functions, by wrapping them. */
const NAMES = [
  'drawArrays',
  'drawElements',
  'createTexture',
  'deleteTexture',
  'createFramebuffer',
  'createProgram',
  'deleteProgram',
  'bufferData',
  'readPixels',
  'finish',
  'texStorage2D',
  'texStorage3D',
  'texImage2D',
] as const;

export type GlCalls = Record<(typeof NAMES)[number], number>;

export const glCalls = Object.fromEntries(NAMES.map((name) => [name, 0])) as GlCalls;

for (const name of NAMES) {
  const { prototype } = WebGL2RenderingContext;
  const original = prototype[name] as (...args: unknown[]) => unknown;
  const counting = function (this: WebGL2RenderingContext, ...args: unknown[]): unknown {
    glCalls[name]++;
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(prototype, name, { value: counting });
}

/** How often each function was called while `run` did its work. */
export async function callsDuring(run: () => void | Promise<void>): Promise<GlCalls> {
  const before = { ...glCalls };
  await run();
  return Object.fromEntries(NAMES.map((name) => [name, glCalls[name] - before[name]])) as GlCalls;
}
