/**
 * The page's own file, a zip: `inkling.json` with the run's record (settings, changes, curves, evaluations) and the file's
 * version, and each kept network as safetensors, optimiser memory included. What is in it is all that training on needs.
 * Old records are brought up to date as those in storage are.
 */
import {
  type LayerWeights,
  layerSizesOf,
  OPTIMIZER_SLOTS,
  type TrainState,
  zeroWeights,
} from '../core/network';
import type { Experiment } from '../core/experiment';
import { migrateRecord } from '../library/migrate-record';
import { fits, fitsForPredicting } from '../library/network-shape';
import type { RunRecord } from '../library/run-record';
import { namedWeights } from './portable-network';
import { refuseFile, shownName } from './refusal';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors';
import { fromUtf8, own, parseObject, toUtf8 } from './text';
import { writeZip, type ZipEntry } from './zip';

const RECORD_FILE = 'inkling.json';
const FORMAT = 'inkling-run';
export const INKLING_FILE_VERSION = 1;

/** A run with what it takes to go on with it. */
export interface TravellingRun {
  readonly record: RunRecord;
  readonly last: TrainState;
  /** The network of its best epoch, without optimiser memory; undefined where it is not kept. */
  readonly best: TrainState | undefined;
}

const NAMES = { last: 'last.safetensors', best: 'best.safetensors' } as const;

/** The file's bytes. at: the files' time. */
export function runToInklingFile({ record, last, best }: TravellingRun, at: Date): Uint8Array<ArrayBuffer> {
  const { optimizer } = record.experiment;
  const head = { format: FORMAT, version: INKLING_FILE_VERSION, record };
  return writeZip(
    {
      [RECORD_FILE]: toUtf8(JSON.stringify(head, undefined, 1)),
      [NAMES.last]: stateToBytes(last, OPTIMIZER_SLOTS[optimizer]),
      ...(best ? { [NAMES.best]: stateToBytes({ ...best, slots: [] }, []) } : {}),
    },
    at,
  );
}

export const isInklingFile = (entries: readonly ZipEntry[]): boolean =>
  entries.some(({ name }) => name === RECORD_FILE);

/** The run of such a file. Refuses, by throwing, what is damaged, newer than this page, or does not fit together. */
export function runFromInklingFile(entries: readonly ZipEntry[]): TravellingRun {
  const find = (name: string): ZipEntry | undefined => entries.find((entry) => entry.name === name);
  const head = parseObject(fromUtf8(find(RECORD_FILE)!.read(), RECORD_FILE), RECORD_FILE);
  const version = own(head, 'version');
  if (own(head, 'format') !== FORMAT || typeof version !== 'number')
    refuseFile(`${RECORD_FILE} in this file is not that of a run.`);
  if ((version as number) > INKLING_FILE_VERSION)
    refuseFile('This file was made by a newer edition of this page: reload the page to open it.');
  const migrated = migrateRecord(own(head, 'record'));
  if (!migrated.ok)
    return refuseFile(`The run’s record in this file is damaged (${migrated.fault.detail ?? ''}).`);
  const { record } = migrated.value;
  const lastEntry = find(NAMES.last);
  if (!lastEntry) return refuseFile(`This file has no ${NAMES.last}: the network itself is missing.`);
  const last = stateFrom(lastEntry, record.experiment);
  if (last.step !== record.step)
    refuseFile(
      `The network in this file is that of step ${last.step}, and its record tells of step ${record.step}.`,
    );
  if (!fits(record.experiment, last))
    refuseFile(`The network in ${NAMES.last} is not the one that the record tells of.`);
  const bestEntry = find(NAMES.best);
  const best = bestEntry && stateFrom(bestEntry, record.experiment);
  if (best && !fitsForPredicting(record.experiment, best))
    refuseFile(`The network in ${NAMES.best} is not the one that the record tells of.`);
  return { record, last, best };
}

function stateToBytes({ step, weights, slots }: TrainState, slotNames: readonly string[]): Uint8Array {
  const tensors = new Map<string, Tensor>();
  for (const [name, shape, values] of namedWeights(weights)) tensors.set(name, { shape, values });
  for (const [i, slot] of slots.entries()) {
    for (const [name, shape, values] of namedWeights(slot, `optimizer.${slotNames[i]}`))
      tensors.set(name, { shape, values });
  }
  return writeSafetensors({ tensors, metadata: new Map([['step', String(step)]]) });
}

/** A state with all of its optimiser's memory, or none of it. */
function stateFrom(entry: ZipEntry, experiment: Experiment): TrainState {
  const { tensors, metadata } = readSafetensors(entry.read());
  const step = Number(metadata.get('step'));
  if (!Number.isSafeInteger(step) || step < 0)
    refuseFile(`${shownName(entry.name)} does not say of which step it is.`);
  const layers = (prefix: string): LayerWeights[] =>
    zeroWeights(layerSizesOf(experiment.hidden)).map((_, layer) => {
      const [kernel, bias] = ['kernel', 'bias'].map(
        (what) => tensors.get(`${prefix}.${layer}.${what}`)?.values,
      );
      if (!kernel || !bias) return refuseFile(`${shownName(entry.name)} has no ${prefix}.${layer}.`);
      return { kernel, bias };
    });
  const names = OPTIMIZER_SLOTS[experiment.optimizer];
  const hasSlots = [...tensors.keys()].some((name) => name.startsWith('optimizer.'));
  return {
    step,
    weights: layers('layers'),
    slots: hasSlots ? names.map((name) => layers(`optimizer.${name}`)) : [],
  };
}
