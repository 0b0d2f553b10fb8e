/** Graphics that die. The card is imitated here, and its death is real. */
import type { FaultKind } from '../kind';
import { foreignTrainer, ownTrainer } from '../foreign-trainer';
import { restarted } from '../ways-out';

const LOST = /graphics card was reset/;
const NOTICE_MS = 3000;
const moments = ['first steps', 'mid-run', 'paused', 'finished', 'evaluating'] as const;
const query = (engine: string) => `preset=quick&augment=off&engine=${engine}&hidden=16&epochs=500`;

/** Afterwards they can be lost. */
const CATCH_CONTEXTS = `self.contexts = [];
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (...args) {
    const context = getContext.apply(this, args);
    if (context) self.contexts.push(context);
    return context;
  };`;

const contextLost = (engine: string): FaultKind => ({
  name: `context lost, ${engine}`,
  moments,
  query: query(engine),
  isOnline: true,
  arm: (scene) => foreignTrainer(scene, CATCH_CONTEXTS),
  strike: async (scene, before) => {
    const trainer = await scene.trainer();
    const lose = () =>
      trainer.evaluate(() => {
        const { contexts } = self as unknown as { contexts: WebGL2RenderingContext[] };
        for (const gl of contexts) gl.getExtension?.('WEBGL_lose_context')?.loseContext();
      });
    return restarted(scene, before, lose, LOST, NOTICE_MS);
  },
  disarm: ownTrainer,
});

export const GRAPHICS: readonly FaultKind[] = [
  contextLost('webgl'),
  contextLost('tfjs-webgl'),
  {
    name: 'graphics process killed',
    moments,
    query: query('webgl'),
    applies: async (scene) => (await scene.processes('GPU')).length > 0,
    strike: async (scene, before) => {
      const [gpu] = await scene.processes('GPU');
      if (gpu === undefined) throw new Error('there is no such process');
      return restarted(scene, before, async () => void process.kill(gpu, 'SIGKILL'), LOST, NOTICE_MS);
    },
  },
];
