/**
 * What is kept of a data set that the visitor has brought in: its record, small, and apart from it its digits. Whatever is
 * read from storage passes through these schemas. A record of a later version is refused; a change of what is in it makes a
 * new version, and a migration here.
 */
import * as v from 'valibot';
import { type Dataset, isDatasetId } from '../core/dataset';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { rangesOf } from '../core/splits';
import { count } from './schema-parts';

export const DATASET_RECORD_VERSION = 1;
export const MAX_CLASS_NAME_LENGTH = 40;
const MAX_DATASET_NAME_LENGTH = 80;

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Not bytes');
const idSchema = v.custom<string>(isDatasetId, 'Not the id of a data set');
const text = (longest: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest, `longer than ${longest} letters`));

/** What is the visitor's to say of a data set. */
const labelEntries = {
  name: text(MAX_DATASET_NAME_LENGTH),
  classNames: v.pipe(
    v.array(text(MAX_CLASS_NAME_LENGTH)),
    v.minLength(2),
    v.maxLength(CLASS_COUNT),
    v.check((names) => new Set(names).size === names.length, 'Two classes of one name'),
  ),
};

export const datasetRecordSchema = v.pipe(
  v.object({
    version: v.literal(DATASET_RECORD_VERSION),
    id: idSchema,
    /** 'unlabelled': pictures whose classes are to be found, such as a competition's test set. */
    kind: v.picklist(['labelled', 'unlabelled']),
    ...labelEntries,
    /** Milliseconds since 1970. */
    createdAt: v.pipe(v.number(), v.finite()),
    /** Of an unlabelled set all but `unlabelled` are 0, and the other way round. */
    counts: v.object({ train: count, validation: count, test: count, unlabelled: count }),
    preparation: v.picklist(['mnist', 'none']),
    /** The names of the files that it came from. */
    files: v.array(v.string()),
    /** Digits in each class; none of an unlabelled set. */
    classCounts: v.array(count),
    /** uint8 [n, 784]: some of its pictures, and uint8 [n]: their labels, zeros for an unlabelled set. */
    samples: bytes,
    sampleLabels: bytes,
    /** uint8 [classes, 784]: the average picture of each class; empty for an unlabelled set. */
    means: bytes,
  }),
  v.check(
    ({ samples, sampleLabels }) => samples.length === sampleLabels.length * PIXEL_COUNT,
    'Samples without labels',
  ),
  v.check(
    ({ means, classCounts }) => means.length === classCounts.length * PIXEL_COUNT,
    'Averages are missing',
  ),
  v.check(
    ({ kind, classNames, classCounts }) =>
      classCounts.length === (kind === 'labelled' ? classNames.length : 0),
    'Not a count for every class',
  ),
);

export type DatasetRecord = Readonly<v.InferOutput<typeof datasetRecordSchema>>;
export type DatasetLabel = Pick<DatasetRecord, 'name' | 'classNames'>;

/** Digits of a set, the training digits first, then those for validation and for testing. */
export const datasetDigitsSchema = v.object({
  id: idSchema,
  /** uint8 [n, 784], 255 = ink. */
  pixels: bytes,
  /** uint8 [n]; empty for an unlabelled set. */
  labels: bytes,
  /** What an unlabelled set's file calls its pictures, [n]; left out where they are numbered from 1. */
  ids: v.optional(v.array(v.string())),
});

export type DatasetDigits = Readonly<v.InferOutput<typeof datasetDigitsSchema>>;

/** A record and its digits. */
export interface KeptDataset {
  readonly record: DatasetRecord;
  readonly digits: DatasetDigits;
}

export const sizeOf = ({ counts }: DatasetRecord): number =>
  counts.train + counts.validation + counts.test + counts.unlabelled;

/** Whether there are as many digits as the record says, each of one of its classes. */
export function isWhole({ record, digits }: KeptDataset): boolean {
  const size = sizeOf(record);
  const { pixels, labels, ids } = digits;
  const isLabelled = record.kind === 'labelled';
  return (
    record.id === digits.id &&
    pixels.length === size * PIXEL_COUNT &&
    labels.length === (isLabelled ? size : 0) &&
    labels.every((label) => label < record.classNames.length) &&
    (ids === undefined || ids.length === size)
  );
}

/** As the rest of the page knows it. */
export const asDataset = ({ id, name, classNames, counts, preparation, files }: DatasetRecord): Dataset => ({
  id,
  name,
  classNames,
  splits: rangesOf(counts),
  preparation,
  source: files.join(', '),
  licence: '',
});
