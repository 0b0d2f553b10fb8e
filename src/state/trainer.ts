/**
 * Joins the worker to the stores: its events become state, the visitor's wishes become commands. The one place that knows
 * both sides, and the one that survives the worker's death: the last checkpoint lives here.
 */
import { type Predictor, startPredictor } from '../client/predictor-link';
import { startTrainer, type TrainerLink } from '../client/trainer-link';
import type { Experiment } from '../core/experiment';
import type { Fault, Remedy, Result } from '../core/fault';
import { connectBrowsing, forgetEvaluations, takeEvaluation, takeEvaluatingTraining } from './browsing';
import type { Checkpoint, TrainerEvent } from '../protocol/events';
import type { PredictorEvent } from '../protocol/predictor';
import { autostart, changeExperiment, choosePreset, useExperiment } from './experiment-store';
import { useDevice } from './device-store';
import { connectPredictor, predictAgain } from './drawing-store';
import { connectInsight, forgetReports, takeReport } from './insight-store';
import { isRunning, NO_RUN, useRun } from './run-store';
import {
  addTrainingPoint,
  addValidationPoint,
  clearCurves,
  type Curves,
  lastPoint,
  truncateCurves,
  useSeries,
} from './series';
import { DEFAULT_PRESET } from '../core/presets';

const SAMPLE_COUNT = 24;

let link: TrainerLink | undefined;
let predictor: Predictor | undefined;
let sampleDraw = 0;
let evaluationRunning = false;

const set = useRun.setState;
export const commands = () => {
  if (!link) throw new Error('openTrainer() comes first');
  return link.commands;
};

/** Spawns both workers; the data begin to load. Called once when the page opens. */
export function openWorkers(): void {
  openTrainer();
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
  const started = startTrainer(options, ifCurrent(onEvent), ifCurrent(onWorkerDeath));
  link = started;
  connectBrowsing(link.commands.browsing);
  connectInsight(link.commands.insight);
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
  predictAgain();
}

/** Starts training at once when the address says so. */
export function startIfAsked(): void {
  if (autostart) void train();
}

function onEvent(event: TrainerEvent): void {
  switch (event.type) {
    case 'started':
      forgetRun();
      predictAgain();
      return;
    case 'status':
      set({ status: event.status });
      if (event.status === 'finished') void evaluate();
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
      if (event.training) addTrainingPoint(event.training);
      predictAgain();
      return;
    case 'validation':
      set({ validation: event.point });
      addValidationPoint(event.point);
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
    case 'checkpoint':
      set({ checkpoint: event.checkpoint });
      return;
    case 'evaluating':
      // The last share may arrive after the result itself.
      if (evaluationRunning) set({ evaluating: event.fraction });
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

function onWorkerDeath(reason: string): void {
  evaluationRunning = false;
  const safe = useRun.getState().checkpoint
    ? 'Your network is safe: restart to go on from its last checkpoint.'
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

export const reportFault = (fault: Fault): void => set({ fault });

function accept(result: Result<void>): void {
  if (!result.ok) reportFault(result.fault);
}

function forgetRun(): void {
  clearCurves();
  forgetEvaluations();
  forgetReports();
  set({ ...NO_RUN, fault: undefined });
}

/** Trains the experiment on screen from scratch. */
export async function train(experiment: Experiment = useExperiment.getState().experiment): Promise<void> {
  const { status } = useRun.getState();
  if (isRunning(status)) return;
  set({ fault: undefined });
  accept(await commands().trainer.train(experiment));
}

export const pause = (): Promise<void> => commands().trainer.pause();
export const resume = (): Promise<void> => commands().trainer.resume();
export const stop = (): Promise<void> => commands().trainer.stop();

/** Forgets the network and its curves; settings and drawing stay. */
export async function reset(): Promise<void> {
  await commands().trainer.reset();
  forgetRun();
  predictAgain();
}

/** Reads the 10,000 test digits with the network as it is now. */
export async function evaluate(): Promise<void> {
  if (evaluationRunning) return;
  evaluationRunning = true;
  set({ evaluating: 0 });
  // What comes of it arrives as an evaluation of the split.
  await commands().evaluator.evaluate();
  evaluationRunning = false;
  set({ evaluating: undefined });
}

/** Shows another handful of training digits. */
export async function drawSamples(): Promise<void> {
  const samples = await commands().data.samples(SAMPLE_COUNT, sampleDraw);
  if (!samples) return;
  sampleDraw++;
  set({ samples });
}

/**
 * Shows and takes up a network of another day in place of the one on screen, settings and curves with it. What was not
 * finished is paused.
 */
export async function takeUp(checkpoint: Checkpoint, curves: Curves): Promise<void> {
  forgetRun();
  changeExperiment(checkpoint.experiment);
  set({ checkpoint });
  useSeries.setState(curves);
  accept(await commands().trainer.restore(checkpoint));
}

/** A new worker in the place of the old one, which has the network of the last checkpoint; without one, none. */
async function restartWorker(): Promise<void> {
  const { checkpoint } = useRun.getState();
  link?.terminate();
  evaluationRunning = false;
  set({ status: 'loading' });
  if (checkpoint) showCheckpoint(checkpoint);
  else forgetRun();
  openTrainer();
  if (checkpoint) accept(await commands().trainer.restore(checkpoint));
}

/** Has the page show the network of a checkpoint: what was measured of a later one is gone with it. */
function showCheckpoint(checkpoint: Checkpoint): void {
  const { progress } = useRun.getState();
  const { step } = checkpoint.state;
  forgetEvaluations();
  forgetReports();
  truncateCurves(step);
  const curves = useSeries.getState();
  set({
    ...NO_RUN,
    checkpoint,
    progress: progress && { ...progress, step, trainSeconds: checkpoint.trainSeconds },
    training: lastPoint(curves.trainLoss, curves.trainAccuracy),
    validation: lastPoint(curves.validationLoss, curves.validationAccuracy),
  });
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
