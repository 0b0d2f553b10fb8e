/** Browsers under test have no graphics card, only one imitated on the processor: here it passes itself off as a real one. */
import type { Worker } from '@playwright/test';

const RENDERER = 'ANGLE (ACME, ACME Card 9 (0x00000001) OpenGL 4.6, OpenGL)';

/** To be called before the trainer has looked at its graphics, which it does when it first times or trains anything. */
export const pretendCard = (trainer: Worker): Promise<void> =>
  trainer.evaluate((renderer) => {
    const { prototype } = WebGL2RenderingContext;
    // Called with its own context below.
    // oxlint-disable-next-line typescript/unbound-method
    const original = prototype.getParameter;
    prototype.getParameter = function (this: WebGL2RenderingContext, name: number): unknown {
      const UNMASKED_RENDERER = 0x9246;
      return name === UNMASKED_RENDERER ? renderer : (Reflect.apply(original, this, [name]) as unknown);
    };
  }, RENDERER);

/** Lets every answer of the card come so many milliseconds late, as real ones' do. */
export const delayFences = (trainer: Worker, ms: number): Promise<void> =>
  trainer.evaluate((delayMs) => {
    const { prototype } = WebGL2RenderingContext;
    const dueAt = new WeakMap<WebGLSync, number>();
    // oxlint-disable-next-line typescript/unbound-method
    const { fenceSync, clientWaitSync } = prototype;
    prototype.fenceSync = function (this: WebGL2RenderingContext, ...args) {
      const fence = Reflect.apply(fenceSync, this, args);
      if (fence) dueAt.set(fence, performance.now() + delayMs);
      return fence;
    };
    prototype.clientWaitSync = function (this: WebGL2RenderingContext, ...args) {
      const isEarly = performance.now() < (dueAt.get(args[0]) ?? 0);
      return isEarly ? this.TIMEOUT_EXPIRED : Reflect.apply(clientWaitSync, this, args);
    };
  }, ms);

/** Makes contexts losable: by loseContexts(), or by themselves after so many draws. */
export const catchContexts = (trainer: Worker, lostAfterDraws = Infinity): Promise<void> =>
  trainer.evaluate((draws) => {
    const scope = self as unknown as { contexts: WebGL2RenderingContext[] };
    scope.contexts = [];
    let left = draws;
    // oxlint-disable-next-line typescript/unbound-method
    const original = OffscreenCanvas.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
      const context = Reflect.apply(original, this, args) as WebGL2RenderingContext;
      scope.contexts.push(context);
      return context;
    } as typeof original;
    // oxlint-disable-next-line typescript/unbound-method
    const draw = WebGL2RenderingContext.prototype.drawElements;
    WebGL2RenderingContext.prototype.drawElements = function (this: WebGL2RenderingContext, ...args) {
      if (--left === 0) this.getExtension('WEBGL_lose_context')?.loseContext();
      Reflect.apply(draw, this, args);
    };
  }, lostAfterDraws);

export const loseContexts = (trainer: Worker): Promise<void> =>
  trainer.evaluate(() => {
    const { contexts } = self as unknown as { contexts: WebGL2RenderingContext[] };
    for (const gl of contexts) gl.getExtension('WEBGL_lose_context')?.loseContext();
  });
