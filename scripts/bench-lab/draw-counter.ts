/** Counts draw calls of all WebGL contexts of this thread. Import it before anything opens one. */
let count = 0;

const NAMES = [
  'drawArrays',
  'drawElements',
  'drawArraysInstanced',
  'drawElementsInstanced',
  'drawRangeElements',
] as const;

for (const name of NAMES) {
  const { prototype } = WebGL2RenderingContext;
  const original = prototype[name] as (...args: unknown[]) => unknown;
  const counting = function (this: WebGL2RenderingContext, ...args: unknown[]): unknown {
    count++;
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(prototype, name, { value: counting });
}

export const drawCount = (): number => count;
