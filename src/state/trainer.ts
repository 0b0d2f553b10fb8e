/**
 * Joins the worker to the stores: its events become state, the visitor's wishes become commands. The one place that knows
 * both sides, and the one that survives the worker's death: the last checkpoint lives here.
 */
import { startTrainer, type TrainerLink } from '../client/trainer-link';
import type { Experiment } from '../core/experiment';
import type { Fault, Remedy, Result } from '../core/fault';
import { connectBrowsing, forgetEvaluations, takeEvaluation, takeEvaluatingTraining } from './browsing';
import type { Checkpoint, TrainerEvent } from '../protocol/events';
import { autostart, changeExperiment, choosePreset, useExperiment } from './experiment-store';
import { useDevice } from './device-store';
import { connectReader, readAgain } from './drawing-store';
import { connectInsight, forgetReports, takeReport } from './insight-store';
import { isRunning, NO_RUN, useRun } from './run-store';
import {
  addTrainingPoint,
  addValidationPoint,
  clearCurves,
  type Curves,
  truncateCurves,
  useSeries,
} from './series';
import { DEFAULT_PRESET } from '../core/presets';

const SAMPLE_COUNT = 24;

let link: TrainerLink | undefined;
let sampleDraw = 0;
let evaluationRunning = false;

const set = useRun.setState;
export const commands = () => {
  if (!link) throw new Error('openTrainer() comes first');
  return link.commands;
};

/** Spawns the worker, which begins to load the data. Called once when the page opens, and again by restartWorker. */
export function openTrainer(): void {
  const dataUrl = new URL('mnist/', document.baseURI).href;
  const networksUrl = new URL('networks/', document.baseURI).href;
  const { seed } = useExperiment.getState().experiment;
  const started = startTrainer({ dataUrl, networksUrl, seed }, onEvent, onWorkerDeath);
  link = started;
  connectReader((pixels, count) => started.commands.reader.read(pixels, count));
  connectBrowsing(started.commands.browsing);
  connectInsight(started.commands.insight);
}

/** Starts training at once when the address says so. */
export function startIfAsked(): void {
  if (autostart) void train();
}

function onEvent(event: TrainerEvent): void {
  switch (event.type) {
    case 'started':
      forgetRun();
      readAgain();
      return;
    case 'pretrained':
      set({ pretrained: event.pretrained });
      readAgain();
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
      readAgain();
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
  readAgain();
}

/** Reads the 10,000 test digits with the network as it is now. */
export async function evaluate(): Promise<void> {
  if (evaluationRunning) return;
  evaluationRunning = true;
  set({ evaluating: 0 });
  // What comes of it arrives as an evaluation of the split.
  await commands().reader.evaluate();
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

async function restartWorker(): Promise<void> {
  const { checkpoint } = useRun.getState();
  link?.terminate();
  evaluationRunning = false;
  set({ status: 'loading', evaluating: undefined });
  openTrainer();
  if (!checkpoint) return;
  truncateCurves(checkpoint.state.step);
  accept(await commands().trainer.restore(checkpoint));
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
