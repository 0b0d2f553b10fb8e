import { onTestFinished, vi } from 'vitest';

/**
 * For unit tests, whose document has no 2-D drawing: until the test is over every canvas has one that paints nothing. Returns
 * the spy on getContext.
 */
export function fakeCanvases() {
  const contexts = new WeakMap<HTMLCanvasElement, object>();
  const spy = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
  ) {
    const context = contexts.get(this) ?? {
      canvas: this,
      createImageData: (width: number, height: number) => ({
        data: new Uint8ClampedArray(4 * width * height),
      }),
      putImageData: () => {},
    };
    contexts.set(this, context);
    return context as never;
  });
  onTestFinished(() => spy.mockRestore());
  return spy;
}
