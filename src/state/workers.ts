/** Spawns both workers, joins them to each other and to the store, and survives their death. */
import { type Predictor, startPredictor } from '../client/predictor-link';
import { startTrainer } from '../client/trainer-link';
import { isTold, tellRejection } from '../client/watch-commands';
import type { Fault, Remedy, Result } from '../core/fault';
import { DEFAULT_PRESET } from '../core/presets';
import { inTime } from '../library/in-time';
import type { TrainerEvent } from '../protocol/events';
import type { PredictorEvent } from '../protocol/predictor';
import { connectBrowsing } from './browsing';
import { isLineDear } from './dear-line';
import { connectPredictor, predictAgain, predictWhenPenRests } from './drawing-store';
import { addressNow } from './address';
import { changeExperiment, choosePreset, useExperiment } from './experiment-store';
import { currentRun, interruptedRuns, useLibrary } from './library-store';
import { readerFirst } from './reader-first';
import {
  dropWish,
  failRun,
  setDigitsWait,
  setFault,
  setStatus,
  takePretrained,
  tellPageBroke,
  useRun,
} from './run-store';
import { replaceNetwork } from './store';
import { dropEvaluations, train } from './trainer';
import { takeTrainerEvent } from './trainer-events';
import { commands, currentLink, onTrainer, setLink } from './worker-link';

/** How long a worker that answers, and is to be replaced, may take to keep its run. */
const LAST_WORDS_MS = 1500;

/** How often it is asked for a run that the worker before it still holds. Each time it waits a second and a half. */
const HELD_TRIES = 5;

/** Whether the trainer answered when it was last heard of. */
let isAnswering = true;
let predictor: Predictor | undefined;

/** Spawns both workers. The digits begin to load when drawings can be read. Called once when the page opens. */
export function openWorkers(): void {
  onTrainer(({ browsing }) => connectBrowsing(browsing));
  // The last net: what was rejected and nobody has caught.
  window.addEventListener('unhandledrejection', (event) => {
    if (!isTold(event.reason)) tellPageBroke(event.reason);
    else event.preventDefault();
  });
  openTrainer();
  // Whatever happens to a page that is out of sight, its run is kept.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void commands().runs.keep();
  });
  // Without a run, what is shown are the digits to learn from next.
  useExperiment.subscribe(({ experiment: { data } }, before) => {
    if (data !== before.experiment.data) void commands().data.use(data);
  });
  startPredictor(networksUrl(), onPredictorEvent, (started) => {
    predictor = started;
    connectPredictor((pixels, count) => tellRejection(started.predict(pixels, count), tellPageBroke));
    joinWorkers();
  });
  void readerFirst.then(() => {
    setDigitsWait(isLineDear());
    fetchDigits();
  });
}

/** All of them; where that is left to the visitor, only their number of bytes. */
function fetchDigits(): void {
  const { data } = commands();
  void (useRun.getState().digitsWait ? data.measure() : data.load());
}

/** Fetches the digits although the line is dear. */
export function fetchDigitsNow(): void {
  setDigitsWait(false);
  fetchDigits();
}

/**
 * Starts training at once when the address says so, unless a run was broken off: then it is the visitor's to say whether to
 * go on with that one. Called when what is kept is known.
 */
export function startIfAsked(): void {
  if (addressNow().autostart && interruptedRuns(useLibrary.getState()).length === 0) void train();
}

const networksUrl = (): string => new URL('networks/', document.baseURI).href;

function openTrainer(): void {
  const dataUrl = new URL('mnist/', document.baseURI).href;
  const { data, seed } = useExperiment.getState().experiment;
  // What an earlier worker said last may still be on its way.
  const ifCurrent =
    <T>(hear: (news: T) => void) =>
    (news: T): void => {
      if (currentLink() === started) hear(news);
    };
  const options = { dataUrl, networksUrl: networksUrl(), data, seed };
  let hasSpoken = false;
  const hear = (event: TrainerEvent): void => {
    hasSpoken = true;
    takeTrainerEvent(event);
  };
  isAnswering = true;
  const started = startTrainer(options, ifCurrent(hear), {
    onDeath: ifCurrent((reason: string) => (hasSpoken ? onWorkerDeath : onWorkerMissing)(reason)),
    onSilence: ifCurrent(onWorkerSilence),
  });
  setLink(started);
  joinWorkers();
}

/** Lays a line between the two workers, whenever one of them is new. */
function joinWorkers(): void {
  const link = currentLink();
  if (!link || !predictor) return;
  const { port1, port2 } = new MessageChannel();
  predictor.connect(port1);
  link.connect(port2);
  predictAgain();
}

function onPredictorEvent(event: PredictorEvent): void {
  if (event.type === 'pretrained') takePretrained(event.pretrained);
  predictWhenPenRests();
}

function onWorkerDeath(reason: string): void {
  isAnswering = false;
  dropEvaluations();
  const safe = currentRun(useLibrary.getState())
    ? 'Your network is safe: restart to go on from its last copy.'
    : 'Restart to go on.';
  failRun({
    code: 'worker-crashed',
    message: `The training thread has stopped. ${safe}`,
    remedy: 'restart-worker',
    detail: reason,
  });
}

/** The browser made none, or its code did not arrive. */
function onWorkerMissing(reason: string): void {
  isAnswering = false;
  failRun({
    code: 'worker-unavailable',
    message:
      'The part of this page that trains could not be started: it did not arrive, or this browser does not allow it here. Try again; if that does not help, open the page in a tab of its own or in another browser.',
    remedy: 'start-worker',
    detail: reason,
  });
}

/** It may be in a long step, or in one that never ends: the visitor knows better how long to wait. */
function onWorkerSilence(isSilent: boolean): void {
  isAnswering = !isSilent;
  const { fault } = useRun.getState();
  if (isSilent) setFault(WORKER_SILENT);
  else if (fault === WORKER_SILENT) setFault(undefined);
}

const WORKER_SILENT: Fault = {
  code: 'worker-silent',
  message:
    'The training thread has not answered for a while. It may be in a long step; you can wait for it, or restart from its last copy.',
  remedy: 'restart-worker',
};

/** A new worker in the place of the old one, at once. No network is on screen then; what was kept of its run stays kept. */
export function replaceWorker(): void {
  currentLink()?.terminate();
  dropEvaluations();
  dropWish();
  setStatus('loading');
  replaceNetwork();
  openTrainer();
  fetchDigits();
}

/** A new worker in the place of the old one, which takes up the run on screen as it was last kept; without one, none. */
async function restartWorker(): Promise<void> {
  const library = useLibrary.getState();
  const record = currentRun(library);
  const held = library.unkept?.record.id === record?.id ? library.unkept : undefined;
  // One that has only lost its graphics can still keep what it has; from the others nothing is to be waited for.
  if (isAnswering)
    await inTime(
      commands()
        .runs.keep()
        .catch(() => undefined),
      LAST_WORDS_MS,
    );
  replaceWorker();
  const opened = held ? await commands().runs.adopt(held) : record && (await openOnceReleased(record.id));
  if (opened?.ok === false) setFault(opened.fault);
}

/** A worker that spins ends some seconds after it was told to, and holds its run as long. Undefined when the visitor has gone on. */
async function openOnceReleased(id: string): Promise<Result<void> | undefined> {
  const link = currentLink();
  for (let tries = 1; ; tries++) {
    const opened = (await commands().runs.open(id)) as Result<void>;
    if (opened.ok || opened.fault.code !== 'run-held' || tries === HELD_TRIES) return opened;
    const { network, wish } = useRun.getState();
    if (link !== currentLink() || network || wish) return undefined;
  }
}

/** A tenth, without the tail that binary fractions grow, and never below what is allowed. */
const tenth = (rate: number): number => Math.max(1e-6, Number((rate / 10).toPrecision(6)));

/** Does what a fault offers as its way out. */
export function applyRemedy(remedy: Remedy): void {
  setFault(undefined);
  switch (remedy) {
    case 'retry-data':
      fetchDigits();
      return;
    case 'reload-page':
      window.location.reload();
      return;
    case 'start-worker':
    case 'restart-worker':
      void restartWorker();
      return;
    case 'lower-learning-rate':
      changeExperiment({ learningRate: tenth(useExperiment.getState().experiment.learningRate) });
      return;
    case 'reset-settings':
      choosePreset(DEFAULT_PRESET);
      return;
    case 'dismiss':
  }
}
