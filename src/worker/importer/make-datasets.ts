/**
 * Makes data sets of what was read from files: one of the labelled parts, dealt out to training, validation and test, and one
 * of each part without labels. Everything that the page shows of a set is worked out here, once.
 */
import { fail, ok, type Fault, type Result } from '../../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../../core/random';
import { type Deal, splitDigits } from '../../core/split-digits';
import { sha256Hex } from '../../dataset/sha256';
import type { DataPart } from '../../formats/data-part';
import { roleOf } from '../../formats/picture-classes';
import { DATASET_RECORD_VERSION, type KeptDataset } from '../../library/dataset-record';
import { looksLikeMnist } from './looks-like-mnist';

const SAMPLE_COUNT = 24;
/** Fewer digits than these cannot be dealt out to three splits and learned from. */
const FEWEST_DIGITS = 10;
const LONGEST_NAME = 80;

type LabelledPart = DataPart & { readonly labels: Uint8Array };

const hasLabels = (part: DataPart): part is LabelledPart => part.labels !== undefined;

/** name: of the archive or the first file. at: milliseconds since 1970. */
export async function makeDatasets(
  parts: readonly DataPart[],
  name: string,
  at: number,
): Promise<Result<readonly KeptDataset[]>> {
  const made: KeptDataset[] = [];
  const labelled = parts.filter(hasLabels);
  if (labelled.length > 0) {
    const dataset = await makeLabelled(labelled, name, at);
    if (!dataset.ok) return dataset;
    made.push(dataset.value);
  }
  for (const part of parts) if (!hasLabels(part)) made.push(await makeUnlabelled(part, at));
  return ok(made);
}

async function makeLabelled(
  parts: readonly LabelledPart[],
  name: string,
  createdAt: number,
): Promise<Result<KeptDataset>> {
  const named = parts.find((part) => part.classNames);
  if (named && parts.some((part) => part.classNames?.join('/') !== named.classNames?.join('/')))
    return fail(unfit('These files have different classes: bring them in one after the other.'));
  const tests = parts.filter((part) => roleOf(part.name) === 'test');
  // Without anything to learn from, what is called a test is all there is.
  const given = tests.length < parts.length ? tests : [];
  const others = parts.filter((part) => !given.includes(part));
  const learned = joined(others);
  const tested = joined(given);
  const all = joined([...others, ...given]);
  const highest = all.labels.reduce((most, label) => Math.max(most, label), 0);
  const classNames = named?.classNames ?? Array.from({ length: highest + 1 }, (_, label) => String(label));
  const counts = Array.from(classNames, (_, label) => all.labels.filter((one) => one === label).length);
  if (counts.filter((count) => count > 0).length < 2)
    return fail(
      unfit(`All of its pictures are of one class, ${classNames[highest]}: there is nothing to tell apart.`),
    );
  if (learned.labels.length < FEWEST_DIGITS)
    return fail(
      unfit(
        `There are ${learned.labels.length} pictures with labels: ${FEWEST_DIGITS} at least are needed to learn from.`,
      ),
    );
  const deal = splitDigits(learned.labels, given.length > 0);
  const dealt = joined([
    taken(learned, deal.train),
    taken(learned, deal.validation),
    taken(learned, deal.test),
    tested,
  ]);
  const sizes = sizesOf(deal, tested.labels.length);
  const id = await idOf(dealt.pixels, dealt.labels, JSON.stringify(sizes));
  const samples = pickSamples(dealt, sizes.train);
  return ok({
    record: {
      version: DATASET_RECORD_VERSION,
      id,
      kind: 'labelled',
      name: name.slice(0, LONGEST_NAME),
      classNames: [...classNames],
      createdAt,
      counts: { ...sizes, unlabelled: 0 },
      preparation: looksLikeMnist(dealt.pixels) ? 'mnist' : 'none',
      files: parts.map((part) => part.name),
      classCounts: counts,
      samples: samples.pixels,
      sampleLabels: samples.labels,
      means: meansOf(dealt, counts),
    },
    digits: { id, ...dealt },
  });
}

async function makeUnlabelled({ name, pixels, ids }: DataPart, createdAt: number): Promise<KeptDataset> {
  const count = pixels.length / PIXEL_COUNT;
  const id = await idOf(pixels, new Uint8Array(), JSON.stringify(ids ?? count));
  const samples = pickSamples({ pixels, labels: new Uint8Array(count) }, count);
  return {
    record: {
      version: DATASET_RECORD_VERSION,
      id,
      kind: 'unlabelled',
      name: name.slice(0, LONGEST_NAME),
      classNames: Array.from({ length: CLASS_COUNT }, (_, label) => String(label)),
      createdAt,
      counts: { train: 0, validation: 0, test: 0, unlabelled: count },
      preparation: looksLikeMnist(pixels) ? 'mnist' : 'none',
      files: [name],
      classCounts: [],
      samples: samples.pixels,
      sampleLabels: samples.labels,
      means: new Uint8Array(),
    },
    digits: { id, pixels, labels: new Uint8Array(), ...(ids && { ids: [...ids] }) },
  };
}

interface Digits {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

const sizesOf = ({ train, validation, test }: Deal, given: number) => ({
  train: train.length,
  validation: validation.length,
  test: test.length + given,
});

function joined(parts: readonly Digits[]): Digits {
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const part of parts) {
    pixels.set(part.pixels, at * PIXEL_COUNT);
    labels.set(part.labels, at);
    at += part.labels.length;
  }
  return { pixels, labels };
}

function taken({ pixels, labels }: Digits, places: Uint32Array): Digits {
  const some = { pixels: new Uint8Array(places.length * PIXEL_COUNT), labels: new Uint8Array(places.length) };
  for (const [i, place] of places.entries()) {
    some.pixels.set(pixels.subarray(place * PIXEL_COUNT, (place + 1) * PIXEL_COUNT), i * PIXEL_COUNT);
    some.labels[i] = labels[place]!;
  }
  return some;
}

/** Random ones of the first `count`, each once. */
function pickSamples(digits: Digits, count: number): Digits {
  const key = randomKey(RANDOM_PURPOSE.samples, count);
  const most = Math.min(SAMPLE_COUNT, count);
  // One of each of so many stretches of equal length.
  const places = Uint32Array.from({ length: most }, (_, i) =>
    Math.floor(((i + randomUniform(key, i)) * count) / most),
  );
  return taken(digits, places);
}

function meansOf({ pixels, labels }: Digits, counts: readonly number[]): Uint8Array {
  const sums = new Float64Array(counts.length * PIXEL_COUNT);
  for (const [digit, label] of labels.entries()) {
    const row = label * PIXEL_COUNT;
    const source = digit * PIXEL_COUNT;
    for (let p = 0; p < PIXEL_COUNT; p++) sums[row + p]! += pixels[source + p]!;
  }
  return Uint8Array.from(sums, (sum, i) =>
    Math.round(sum / Math.max(1, counts[Math.floor(i / PIXEL_COUNT)]!)),
  );
}

/** Made of what is in a set, so that the same files give the same set. extra: what else it depends on. */
async function idOf(pixels: Uint8Array, labels: Uint8Array, extra: string): Promise<string> {
  const parts = [await sha256Hex(fresh(pixels)), await sha256Hex(fresh(labels)), extra];
  const hex = await sha256Hex(new TextEncoder().encode(parts.join(' ')));
  return `own-${hex.slice(0, 12)}`;
}

/** Bytes that own their memory, as those of a file's view may not; a copy only where they do not. */
const fresh = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);

const unfit = (message: string): Fault => ({ code: 'invalid-file', message, remedy: 'dismiss' });
