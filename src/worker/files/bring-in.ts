/** Makes a run of what a file holds, as if it had just ended, and stores it: from then on it is a run like any other. */
import { MNIST } from '../../core/dataset';
import { runName } from '../../core/experiment/run-name';
import { fail, ok, type Result } from '../../core/fault';
import { type InputScaling, rescaled, SCALING_FACTS } from '../../core/input-scaling';
import { layerSizesOf, OPTIMIZER_SLOTS, type TrainState, zeroWeights } from '../../core/network';
import { PRESETS } from '../../core/presets';
import { SPLIT_RANGES } from '../../core/splits';
import type { ImportedNetwork } from '../../formats/imported-network';
import type { TravellingRun } from '../../formats/inkling-file';
import { readNetwork } from '../../formats/read-network';
import { shownName } from '../../formats/refusal';
import { newId } from '../../library/new-id';
import { runColour } from '../../library/run-colour';
import { MAX_NAME_LENGTH, type RunRecord, weightsId, weightsRecord } from '../../library/run-record';
import type { RunRepository } from '../../library/run-repository';
import type { BroughtIn, GivenFile, SampleDigits } from '../../protocol/files';
import { findScaling } from './find-scaling';

const NO_CURVE = { steps: [], values: [], seconds: [], length: 0 };

/** at: milliseconds since 1970. digits: undefined where there are none yet; pixels are then taken to be 0 to 1. */
export async function bringIn(
  repository: RunRepository,
  files: readonly GivenFile[],
  digits: SampleDigits | undefined,
  at: number,
): Promise<Result<BroughtIn>> {
  const read = readNetwork(files);
  if (!read.ok) return read;
  const { value: found } = read;
  const listed = await repository.listRuns();
  const others = listed.ok ? listed.value.records : [];
  return found.kind === 'run'
    ? keepTravelled(repository, found.run, others)
    : keepImported(repository, networkAsRun(found.network, found.fileName, digits, others, at));
}

interface Kept {
  readonly record: RunRecord;
  readonly state: TrainState;
  readonly best?: TrainState | undefined;
  readonly notes: readonly string[];
}

async function keepImported(
  repository: RunRepository,
  { record, state, best, notes }: Kept,
): Promise<Result<BroughtIn>> {
  const networks = [weightsRecord(record.id, 'last', state)];
  if (best) networks.push(weightsRecord(record.id, 'best', best));
  const saved = await repository.saveRun(record, networks);
  // Where the browser stores nothing, the page holds it.
  const stored = saved.ok ? [] : [saved.fault.message];
  return ok({ run: { record, state }, isStored: saved.ok, notes: [...notes, ...stored] });
}

/** A run of this page's own: under its own id, unless that is taken. */
function keepTravelled(
  repository: RunRepository,
  { record, last, best }: TravellingRun,
  others: readonly RunRecord[],
): Promise<Result<BroughtIn>> {
  const isKnown = others.some(({ id }) => id === record.id);
  const id = isKnown ? newId() : record.id;
  const name = isKnown ? freeName(`${record.name}, from a file`, id, others) : record.name;
  // Nobody trains it here.
  const status = record.status === 'training' ? 'paused' : record.status;
  const notes =
    last.slots.length === 0 && OPTIMIZER_SLOTS[record.experiment.optimizer].length > 0 ? [EMPTY_MEMORY] : [];
  return keepImported(repository, {
    record: { ...record, id, name, status, pinned: false, hidden: false },
    state: withSlots(record, last),
    best,
    notes: [
      `${name} came in, with its curves and all that it takes to go on.`,
      ...notes,
      ...(isKnown ? ['This run is here already: it came in as another one.'] : []),
    ],
  });
}

const EMPTY_MEMORY =
  'Its optimiser’s memory begins empty: the first steps of further training are a little rougher for it.';

const withSlots = ({ experiment }: Pick<RunRecord, 'experiment'>, state: TrainState): TrainState => ({
  ...state,
  slots:
    state.slots.length > 0
      ? state.slots
      : OPTIMIZER_SLOTS[experiment.optimizer].map(() => zeroWeights(layerSizesOf(experiment.hidden))),
});

function networkAsRun(
  network: ImportedNetwork,
  fileName: string,
  digits: SampleDigits | undefined,
  others: readonly RunRecord[],
  at: number,
): Kept {
  const found =
    digits &&
    findScaling(network.weights, network.activation, digits, network.inputIsUnit ? 'unit' : undefined);
  const scaling: InputScaling = found?.scaling ?? 'unit';
  const activation = network.activation ?? found?.activation ?? 'relu';
  // As the usual recipe but for what the network is; its training was another, which nobody told.
  const experiment = {
    ...PRESETS.standard.experiment,
    hidden: network.layerSizes.slice(1, -1),
    activation,
    epochs: 1,
  };
  const stepsPerEpoch = Math.ceil(SPLIT_RANGES.train.count / experiment.batchSize);
  const id = newId();
  const file = shownName(fileName.slice(fileName.lastIndexOf('/') + 1));
  const name = freeName(shownName(network.name) || file.replace(/\.[a-z0-9]{1,12}$/i, ''), id, others);
  const state = withSlots(
    { experiment },
    { step: stepsPerEpoch, weights: rescaled(network.weights, undefined, scaling), slots: [] },
  );
  const record: RunRecord = {
    version: 2,
    id,
    name,
    colour: runColour(id),
    createdAt: at,
    updatedAt: at,
    pinned: false,
    hidden: false,
    origin: 'imported',
    imported: { fileName: file, scaling, step: state.step },
    datasetId: MNIST.id,
    parentId: null,
    seriesId: null,
    experiment,
    began: experiment,
    changes: [],
    engine: null,
    status: 'finished',
    step: state.step,
    totalSteps: stepsPerEpoch,
    stepsPerEpoch,
    trainSeconds: 0,
    cause: 'imported',
    temperature: 1,
    best: null,
    last: null,
    stopping: { epoch: 0, best: null },
    test: null,
    curves: {
      trainLoss: NO_CURVE,
      trainAccuracy: NO_CURVE,
      validationLoss: NO_CURVE,
      validationAccuracy: NO_CURVE,
    },
  };
  return { record, state, notes: notesOf(network, found, digits?.labels.length ?? 0) };
}

function notesOf(
  { format, activation, layerSizes, classNames, inputIsUnit }: ImportedNetwork,
  found: ReturnType<typeof findScaling> | undefined,
  count: number,
): string[] {
  const notes = [`A network of ${layerSizes.join('-')} came out of ${format}.`];
  if (found) {
    const share = (100 * found.accuracyFraction).toFixed(1);
    notes.push(
      `It takes pixels as ${SCALING_FACTS[found.scaling].words}, ${inputIsUnit ? 'as its file says' : 'found by its log-loss'}; so it reads ${share}% of ${count} validation digits right.`,
    );
    if (!activation) notes.push(`The file does not say its activation: ${found.activation} fits best.`);
  } else notes.push('Its pixels are taken to be 0 to 1, for the digits that would tell are not here yet.');
  if (classNames?.some((name, label) => name !== MNIST.classNames[label]))
    notes.push(`It calls its classes ${classNames.map(shownName).join(', ')}.`);
  notes.push(EMPTY_MEMORY);
  return notes;
}

function freeName(wanted: string, id: string, others: readonly RunRecord[]): string {
  const name = wanted.trim().slice(0, MAX_NAME_LENGTH - 4);
  if (name === '')
    return runName(
      id,
      others.map((run) => run.name),
    );
  const taken = new Set(others.map((run) => run.name.toLowerCase()));
  for (let i = 1; ; i++) {
    const free = i === 1 ? name : `${name} ${i}`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}

/** Has a network take pixels scaled otherwise. Refused once it was trained on, for then it has learned to take them as they are. */
export async function rescale(
  repository: RunRepository,
  runId: string,
  scaling: InputScaling,
): Promise<Result<RunRecord>> {
  const [read, kept] = [
    await repository.readRun(runId),
    await repository.readWeights(weightsId(runId, 'last')),
  ];
  if (!read.ok) return read;
  if (!kept.ok) return kept;
  const [record, state] = [read.value, kept.value?.state];
  if (!record || !state || !record.imported || record.imported.step !== state.step) {
    return fail({
      code: 'run-corrupt',
      message:
        'Only of a network that came in a file, and was not trained on since, can the scaling be changed.',
      remedy: 'dismiss',
    });
  }
  const { imported } = record;
  const weights = rescaled(state.weights, imported.scaling, scaling);
  const changed = {
    ...record,
    imported: { ...imported, scaling },
    temperature: 1,
    best: null,
    last: null,
    test: null,
  };
  const saved = await repository.saveRun(
    changed,
    [weightsRecord(runId, 'last', { ...state, weights })],
    true,
  );
  return saved.ok ? ok(changed) : saved;
}
