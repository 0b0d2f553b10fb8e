import * as Comlink from 'comlink';
import type { WorkerApi } from '../protocol/commands';
import { DigitBrowser } from './digit-browser';
import { DigitsDesk } from './digits-desk';
import { holdLock } from './hold-lock';
import { KeptRuns } from './kept-runs';
import { Insight } from './insight/insight';
import { Evaluator } from './evaluator';
import { Session } from './session';
import { FineTuner } from './fine-tuner';
import { Trainer } from './trainer';

const session = new Session();
const trainer = new Trainer(session);

async function openReader() {
  // With its engine it arrives only where somebody asks for it.
  const { openSimdReader } = await import('../engine/simd/open-simd-engine');
  const opened = await openSimdReader();
  return opened.ok ? opened.value : undefined;
}

const api: WorkerApi = {
  open: (options, listener) => Promise.resolve(session.open(options, listener)),
  connect: (line) => Promise.resolve(session.copyLine.connect(line)),
  ping: () => Promise.resolve(),
  hold: holdLock,
  data: new DigitsDesk(session),
  trainer,
  runs: new KeptRuns(session, trainer, openReader),
  evaluator: new Evaluator(session),
  browsing: new DigitBrowser(session),
  insight: new Insight(session, openReader),
  fineTuning: new FineTuner(session),
};

// What nobody here waits for, and has met a bug, is told all the same.
self.addEventListener('unhandledrejection', (event) => {
  if (session.isContextLost) event.preventDefault();
  void session.brokeUnseen(event.reason);
});

Comlink.expose(api);
