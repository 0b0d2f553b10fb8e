/** What a run can begin with: nothing, a run that was kept, one of its networks, or the pretrained one. */
import { MNIST } from '../core/dataset';
import type { EngineName } from '../core/engines';
import { type EngineChoice, type Experiment, experimentProblems } from '../core/experiment';
import { fail, ok, type Result } from '../core/fault';
import { layerSizesOf, OPTIMIZER_SLOTS, type TrainState, zeroWeights } from '../core/network';
import type { RunRecord } from '../library/run-record';
import { beginningState } from './engine-config';
import { invalidExperiment, noPretrained, NOTHING_TO_GO_ON } from './faults';
import { PretrainedNetwork } from './predictor/pretrained-network';
import type { KeptRun } from './run-keeper';
import type { Session } from './session';
import type { TrainingRun } from './training-run';

export interface Beginning {
  readonly experiment: Experiment;
  readonly state: TrainState;
  /** What is to be known of the run once its engine is ready: that of a new one, or the one that goes on. */
  readonly record: (run: TrainingRun, engine: EngineName) => Promise<RunRecord>;
  readonly previous?: RunRecord;
  readonly begins: 'training' | 'paused' | 'ended';
}

/** A fault when the experiment is none. */
export function checkExperiment(experiment: Experiment): Result<Experiment> {
  const problems = experimentProblems({ ...experiment });
  return problems.length > 0 ? fail(invalidExperiment(problems)) : ok(experiment);
}

/** The network of an experiment that has learned nothing yet. */
export const fromScratch = (
  { keeper }: Session,
  experiment: Experiment,
  seriesId: string | null,
): Beginning => ({
  experiment,
  state: beginningState(experiment),
  begins: 'training',
  record: ({ totalSteps, stepsPerEpoch }, engine) =>
    keeper.begin({
      experiment,
      engine,
      totalSteps,
      stepsPerEpoch,
      step: 0,
      origin: 'trained',
      parentId: null,
      seriesId,
      status: 'training',
      cause: 'training',
    }),
});

/** A kept run: paused where it is not finished. wasKept: it has been stored before. */
export function fromKept({ keeper }: Session, kept: KeptRun, wasKept: boolean): Beginning {
  const { record, state } = kept;
  const hasEnded = record.status === 'finished' || state.step >= record.totalSteps;
  return {
    experiment: record.experiment,
    state,
    previous: record,
    begins: hasEnded ? 'ended' : 'paused',
    record: async () => {
      await keeper.takeUp(kept, wasKept);
      return record;
    },
  };
}

/** As a run of its own: the network that the run came to stays as it is. */
function fromBestEpoch({ keeper }: Session, { record: parent, state: best }: KeptRun): Beginning {
  const { experiment } = parent;
  // The optimiser's memory was not kept.
  const slots = OPTIMIZER_SLOTS[experiment.optimizer].map(() => zeroWeights(layerSizesOf(experiment.hidden)));
  const state = { ...best, slots };
  const then = {
    ...parent,
    trainSeconds: secondsAt(parent, state.step),
    stopping: { epoch: 0, best: null },
  };
  return {
    experiment,
    state,
    previous: then,
    begins: 'ended',
    record: () =>
      keeper.beginWith(then, state, { origin: 'trained', cause: 'best', name: `${parent.name}, best epoch` }),
  };
}

export async function readKept(session: Session, runId: string): Promise<Result<Beginning>> {
  const kept = await session.keeper.read(runId);
  return kept.ok ? ok(fromKept(session, kept.value, true)) : kept;
}

/** The network of a run's best epoch: the run that was made of it when it was opened before, or a new one. */
export async function readBestEpoch(session: Session, runId: string): Promise<Result<Beginning>> {
  const { keeper } = session;
  const kept = await keeper.peek(runId, 'best');
  if (!kept.ok) return kept;
  const { step } = kept.value.state;
  const known = await keeper.find(
    (run) => run.parentId === runId && run.cause === 'best' && run.step === step,
  );
  return known ? readKept(session, known.id) : ok(fromBestEpoch(session, kept.value));
}

/** How long a run had trained when the validation digits were read at a step. */
function secondsAt({ curves, trainSeconds }: RunRecord, step: number): number {
  const { steps, seconds } = curves.validationAccuracy;
  const then = seconds[steps.indexOf(step)];
  return then === undefined || Number.isNaN(then) ? trainSeconds : then;
}

/** The run on screen, which has ended, with so many epochs in all. Its record says so from now on. */
export async function furtherEpochs(session: Session, epochs: number): Promise<Result<Beginning>> {
  const { keeper, trainedEngine } = session;
  const { record } = keeper;
  if (!record || !trainedEngine) return fail(NOTHING_TO_GO_ON);
  const experiment = { ...record.experiment, epochs };
  const checked = checkExperiment(experiment);
  if (!checked.ok) return checked;
  const state = await trainedEngine.exportState();
  keeper.changed(state.step, experiment, { epochs });
  // An epoch that was waited for in vain is not held against those to come.
  keeper.update({ status: 'training', stopping: { ...record.stopping, best: null } });
  return ok({
    experiment,
    state,
    previous: keeper.record!,
    begins: 'training',
    record: (run) => {
      keeper.update({ totalSteps: run.totalSteps });
      return Promise.resolve(keeper.record!);
    },
  });
}

/** A copy of the pretrained network, as if it had just ended. */
export async function fromPretrained(session: Session, choice: EngineChoice): Promise<Result<Beginning>> {
  const { networksUrl, keeper } = session;
  const digits = await session.digitsOf(MNIST.id);
  if (!digits.ok) return digits;
  const pretrained = new PretrainedNetwork();
  const loaded = await pretrained.load(networksUrl);
  const copy = pretrained.asRun(digits.value.train.count);
  if (!copy) return fail(noPretrained(loaded.state === 'missing' ? loaded.detail : ''));
  const { state } = copy;
  const experiment = { ...copy.experiment, engine: choice };
  return ok({
    experiment,
    state,
    begins: 'ended',
    record: async ({ totalSteps, stepsPerEpoch }, engine) => {
      await keeper.begin({
        experiment,
        engine,
        totalSteps,
        stepsPerEpoch,
        step: state.step,
        origin: 'pretrained',
        parentId: null,
        seriesId: null,
        status: 'finished',
        cause: 'pretrained',
      });
      keeper.copied(state, false);
      keeper.update({ temperature: pretrained.temperature });
      return keeper.record!;
    },
  });
}
