/**
 * The page's end of the predictor, the worker that reads what is drawn. It keeps nothing that could be lost, so when it dies
 * another takes its place, and nobody needs to be told.
 */
import * as Comlink from 'comlink';
import type { PadPredictions, PredictorApi, PredictorEvent } from '../protocol/predictor';
// oxlint-disable-next-line import/default -- Vite makes it one: the address of the worker's own bundle
import predictorUrl from '../worker/predictor/predictor-entry.ts?worker&url';
import { openWorker } from './open-worker';
import { asWatched, watchWorker } from './watch-worker';

/** A worker that dies so often will not live. */
const MOST_DEATHS = 5;
/** Nothing that it is asked takes so long after it has been called silent: it is given up, and another takes its place. */
const PATIENCE_MS = 12_000;

export interface Predictor {
  /** pixels: uint8 [count, 784], 255 = ink. Never settles when the worker dies meanwhile. */
  readonly predict: (pixels: Uint8Array, count: number) => Promise<PadPredictions>;
  /** Takes copies of the network in training from the other end of this line from now on. */
  readonly connect: (line: MessagePort) => void;
}

/** onStart hears of each worker that is spawned, the first included: it is still to be connected. */
export function startPredictor(
  networksUrl: string,
  onEvent: (event: PredictorEvent) => void,
  onStart: (predictor: Predictor) => void,
  deaths = 0,
): void {
  const url = new URL(predictorUrl, import.meta.url).href;
  const worker = openWorker(() => new Worker(url, { type: 'module', name: 'predictor' }), url, 'predictor');
  const remote = Comlink.wrap<PredictorApi>(worker);
  let impatience: ReturnType<typeof setTimeout> | undefined;
  const replace = (reason: string): void => {
    clearTimeout(impatience);
    stopWatching();
    worker.terminate();
    if (deaths < MOST_DEATHS) startPredictor(networksUrl, onEvent, onStart, deaths + 1);
    else onEvent({ type: 'pretrained', pretrained: { state: 'missing', detail: reason } });
  };
  const stopWatching = watchWorker(worker, asWatched(remote), {
    onDeath: replace,
    onSilence: (isSilent) => {
      clearTimeout(impatience);
      if (isSilent) impatience = setTimeout(replace, PATIENCE_MS, 'It does not answer.');
    },
  });
  void remote.open(networksUrl, Comlink.proxy(onEvent));
  onStart({
    predict: (pixels, count) => remote.predict(pixels, count),
    connect: (line) => void remote.connect(Comlink.transfer(line, [line])),
  });
}
