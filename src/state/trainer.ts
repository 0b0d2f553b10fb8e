/**
 * Joins the workers to the stores: their events become state, the visitor's wishes become commands. The one place that knows
 * both sides, and the one that survives a worker's death.
 */
import { type Predictor, startPredictor } from '../client/predictor-link';
import { type Commands, startTrainer, type TrainerLink } from '../client/trainer-link';
import type { Experiment } from '../core/experiment';
import type { Fault, Remedy, Result } from '../core/fault';
import { isSameRun, type NetworkIdentity } from '../core/network-identity';
import type { RunRecord } from '../library/run-record';
import { connectBrowsing, forgetEvaluations, takeEvaluation, takeEvaluatingTraining } from './browsing';
import type { TrainerEvent, UnkeptRun } from '../protocol/events';
import type { PredictorEvent } from '../protocol/predictor';
import { autostart, changeExperiment, choosePreset, useExperiment } from './experiment-store';
import { useDevice } from './device-store';
import { LatestQuestion } from './latest-question';
import { connectPredictor, predictAgain, predictWhenPenRests } from './drawing-store';
import { connectInsight, forgetReports, takeReport } from './insight-store';
import {
  currentRun,
  interruptedRuns,
  setCurrentRun,
  takeRecord,
  tellStorageFault,
  useLibrary,
} from './library-store';
import { isRunning, NO_RUN, useRun } from './run-store';
import { takeTrouble } from './trouble';
import {
  addTrainingPoint,
  addValidationPoint,
  clearCurves,
  lastPoint,
  showCurves,
  useSeries,
} from './series';
import { DEFAULT_PRESET } from '../core/presets';

const SAMPLE_COUNT = 24;
/** How long a worker that is to be replaced may take to keep its run. */
const LAST_WORDS_MS = 1500;

let link: TrainerLink | undefined;
let predictor: Predictor | undefined;
let sampleDraw = 0;
/** The run on screen, where the browser stores nothing. */
let unkept: UnkeptRun | undefined;

const set = useRun.setState;
export const commands = () => {
  if (!link) throw new Error('openTrainer() comes first');
  return link.commands;
};

/** Spawns both workers; the data begin to load. Called once when the page opens. */
export function openWorkers(): void {
  openTrainer();
  // Whatever happens to a page that is out of sight, its run is kept.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void link?.commands.runs.keep();
  });
  startPredictor(networksUrl(), onPredictorEvent, (started) => {
    predictor = started;
    connectPredictor(started.predict);
    joinWorkers();
  });
}

const networksUrl = (): string => new URL('networks/', document.baseURI).href;

function openTrainer(): void {
  const dataUrl = new URL('mnist/', document.baseURI).href;
  const { seed } = useExperiment.getState().experiment;
  // What an earlier worker said last may still be on its way.
  const ifCurrent =
    <T>(hear: (news: T) => void) =>
    (news: T): void => {
      if (link === started) hear(news);
    };
  const options = { dataUrl, networksUrl: networksUrl(), seed };
  const started = startTrainer(options, ifCurrent(onEvent), {
    onDeath: ifCurrent(onWorkerDeath),
    onSilence: ifCurrent(onWorkerSilence),
  });
  link = started;
  connectBrowsing(link.commands.browsing);
  connectInsight(link.commands.insight);
  for (const connect of connections) connect(link.commands);
  joinWorkers();
}

/** Lays a line between the two workers, whenever one of them is new. */
function joinWorkers(): void {
  if (!link || !predictor) return;
  const { port1, port2 } = new MessageChannel();
  predictor.connect(port1);
  link.connect(port2);
  predictAgain();
}

function onPredictorEvent(event: PredictorEvent): void {
  if (event.type === 'pretrained') set({ pretrained: event.pretrained });
  predictWhenPenRests();
}

type Connect = (commands: Commands) => void;
const connections: Connect[] = [];

/** Names the worker, now and whenever another takes its place, to a part of the page that arrived later than this one. */
export function onTrainer(connect: Connect): void {
  connections.push(connect);
  if (link) connect(link.commands);
}

/**
 * Starts training at once when the address says so, unless a run was broken off: then it is the visitor's to say whether to
 * go on with that one. Called when what is kept is known.
 */
export function startIfAsked(): void {
  if (autostart && interruptedRuns(useLibrary.getState()).length === 0) void train();
}

function onEvent(event: TrainerEvent): void {
  // What was computed from a network that is no longer on screen is of no use.
  if ('network' in event && event.type !== 'replaced' && !isSameRun(event.network, useRun.getState().network))
    return;
  switch (event.type) {
    case 'replaced':
      showNetwork(event.network, event.record);
      return;
    case 'run':
      if (unkept?.record.id === event.record.id) {
        unkept = undefined;
        tellStorageFault(undefined);
      }
      takeRecord(event.record);
      return;
    case 'unkept':
      unkept = event.run;
      takeRecord(event.run.record);
      tellStorageFault(event.fault);
      return;
    case 'status':
      set({ status: event.status });
      if (event.status === 'finished') evaluate();
      return;
    case 'data':
      set({ data: event.progress });
      if (event.progress.canTrain && !useRun.getState().samples) void drawSamples();
      return;
    case 'engine':
      set({ engine: event.name, engineNote: event.note });
      return;
    case 'speeds':
      useDevice.setState({ report: event.report });
      return;
    case 'progress':
      set({ progress: event.progress, ...(event.training ? { training: event.training } : {}) });
      if (event.training) addTrainingPoint(event.training, event.progress.trainSeconds);
      predictWhenPenRests();
      return;
    case 'validation':
      set({ validation: event.point });
      addValidationPoint(event.point, useRun.getState().progress?.trainSeconds);
      return;
    case 'evaluated':
      takeEvaluation(event.splitEvaluation);
      return;
    case 'evaluating-training':
      takeEvaluatingTraining(event.fraction);
      return;
    case 'calibrated':
      set({ temperature: event.temperature });
      predictAgain();
      return;
    case 'trouble':
      takeTrouble(event.trouble);
      return;
    case 'evaluating':
      // The last share may arrive after the result itself.
      if (evaluations.isAsking) set({ evaluating: event.fraction });
      return;
    case 'insight':
      takeReport(event.report);
      return;
    case 'fine-tuning':
      if (useRun.getState().fineTuning !== undefined) set({ fineTuning: event.fraction });
      return;
    case 'fault':
      set({ fault: event.fault });
  }
}

/** Another network is on screen, or none. Its record says what is known of it already. */
function showNetwork(network: NetworkIdentity | undefined, record: RunRecord | undefined): void {
  forgetRun();
  setCurrentRun(record?.id);
  if (network && record) {
    const { step } = network;
    const { experiment, curves, totalSteps, stepsPerEpoch, trainSeconds, temperature } = record;
    changeExperiment(experiment);
    showCurves(curves, step);
    const { trainLoss, trainAccuracy, validationLoss, validationAccuracy } = useSeries.getState();
    set({
      network,
      training: lastPoint(trainLoss, trainAccuracy),
      validation: lastPoint(validationLoss, validationAccuracy),
      temperature: step > 0 ? temperature : undefined,
      progress:
        step > 0 ? { step, totalSteps, stepsPerEpoch, trainSeconds, examplesPerSecond: 0 } : undefined,
    });
  }
  predictAgain();
}

function onWorkerDeath(reason: string): void {
  evaluations.drop();
  const safe = currentRun(useLibrary.getState())
    ? 'Your network is safe: restart to go on from its last copy.'
    : 'Restart to go on.';
  set({
    status: 'failed',
    evaluating: undefined,
    fineTuning: undefined,
    fault: {
      code: 'worker-crashed',
      message: `The training thread has stopped. ${safe}`,
      remedy: 'restart-worker',
      detail: reason,
    },
  });
}

/** It may be in a long step, or in one that never ends: the visitor knows better how long to wait. */
function onWorkerSilence(isSilent: boolean): void {
  const { fault } = useRun.getState();
  if (isSilent) set({ fault: WORKER_SILENT });
  else if (fault === WORKER_SILENT) set({ fault: undefined });
}

const WORKER_SILENT: Fault = {
  code: 'worker-silent',
  message:
    'The training thread has not answered for a while. It may be in a long step; you can wait for it, or restart from its last copy.',
  remedy: 'restart-worker',
};

export const reportFault = (fault: Fault): void => set({ fault });

function accept(result: Result<void>): void {
  if (!result.ok) reportFault(result.fault);
}

function forgetRun(): void {
  clearCurves();
  forgetEvaluations();
  forgetReports();
  takeTrouble(undefined);
  set(NO_RUN);
}

/** Trains the experiment on screen from scratch. */
export async function train(
  experiment: Experiment = useExperiment.getState().experiment,
  seriesId: string | null = null,
): Promise<boolean> {
  const { status } = useRun.getState();
  if (isRunning(status)) return false;
  set({ fault: undefined });
  const started = await commands().trainer.train(experiment, seriesId);
  accept(started);
  return started.ok;
}

export const pause = (): Promise<void> => commands().trainer.pause();
export const resume = (): Promise<void> => commands().trainer.resume();
export const stop = (): Promise<void> => commands().trainer.stop();

/** Takes the run off the screen; settings and drawing stay, and the run is kept. */
export const reset = (): Promise<void> => commands().trainer.reset();

// What comes of it arrives as an evaluation of the split.
const evaluations = new LatestQuestion(
  async () => {
    set({ evaluating: 0 });
    await commands()
      .evaluator.evaluate()
      .finally(() => set({ evaluating: undefined }));
  },
  () => {},
);

/** Reads the 10,000 test digits with the network as it is now. Asked for during a reading, it is done once more after that. */
export const evaluate = (): void => evaluations.put(undefined);

/** Shows another handful of training digits. */
export async function drawSamples(): Promise<void> {
  const samples = await commands().data.samples(SAMPLE_COUNT, sampleDraw);
  if (!samples) return;
  sampleDraw++;
  set({ samples });
}

/** A new worker in the place of the old one, which takes up the run on screen as it was last kept; without one, none. */
async function restartWorker(): Promise<void> {
  const record = currentRun(useLibrary.getState());
  const held = unkept?.record.id === record?.id ? unkept : undefined;
  // One that has only lost its graphics can still keep what it has.
  await Promise.race([commands().runs.keep(), new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))]);
  link?.terminate();
  evaluations.drop();
  set({ status: 'loading' });
  forgetRun();
  setCurrentRun(undefined);
  openTrainer();
  if (held) accept(await commands().runs.adopt(held));
  else if (record) accept(await commands().runs.open(record.id));
}

/** A tenth, without the tail that binary fractions grow, and never below what is allowed. */
const tenth = (rate: number): number => Math.max(1e-6, Number((rate / 10).toPrecision(6)));

/** Does what a fault offers as its way out. */
export function applyRemedy(remedy: Remedy): void {
  set({ fault: undefined });
  switch (remedy) {
    case 'retry-data':
      void commands().data.retry();
      return;
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
