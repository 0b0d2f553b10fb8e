/**
 * A trained network as a file: `<name>.json`, the record, says what the network is, and `<name>.bin` holds its weights as
 * little-endian half floats, layer by layer: kernel [inputs, units], row-major, then bias [units].
 */
import * as v from 'valibot';
import { ACTIVATIONS } from './experiment';
import { experimentSchema } from './experiment-schema';
import { type Fault, fail, ok, type Result } from './fault';
import { fromHalfBits, toHalfBits } from './half-float';
import { CLASS_COUNT, type LayerWeights, parameterCount, PIXEL_COUNT, zeroWeights } from './network';

const BYTES_PER_WEIGHT = 2;

const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const units = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const recordSchema = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    /** Units per layer from input to output, for example [784, 128, 10]. */
    layerSizes: v.pipe(v.array(units), v.minLength(2)),
    activation: v.picklist(ACTIVATIONS),
    /** How it was trained, its seed included. */
    experiment: experimentSchema,
    validationAccuracyFraction: fraction,
    testAccuracyFraction: fraction,
    /** What the logits are divided by before the softmax, so that confidence is as often right as it says. */
    temperature: v.optional(v.pipe(v.number(), v.gtValue(0))),
    sizeBytes: units,
    /** Of the weights' file. Lower-case hex. */
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  v.check(
    ({ layerSizes }) => layerSizes[0] === PIXEL_COUNT && layerSizes.at(-1) === CLASS_COUNT,
    'not from 784 pixels to ten digits',
  ),
  v.check(
    ({ layerSizes, sizeBytes }) => sizeBytes === parameterCount(layerSizes) * BYTES_PER_WEIGHT,
    'its size is not that of its layers',
  ),
);

export type NetworkRecord = v.InferOutput<typeof recordSchema>;

const corrupt = (detail: string): { readonly ok: false; readonly fault: Fault } =>
  fail({
    code: 'network-corrupt',
    message: 'The stored network is damaged and was left alone. A network of your own can be trained.',
    remedy: 'dismiss',
    detail,
  });

/** A record's text, as it comes from outside. */
export function parseNetworkRecord(text: string): Result<NetworkRecord> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return corrupt('the record is not JSON');
  }
  const parsed = v.safeParse(recordSchema, json);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return corrupt(`the record: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`);
}

/** The bytes of `<name>.bin`, owned by the caller. Weights beyond a half float's 65,504 become infinite. */
export function encodeNetwork(weights: readonly LayerWeights[]): Uint8Array<ArrayBuffer> {
  const values = weights.flatMap(({ kernel, bias }) => [kernel, bias]);
  const count = values.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(count * BYTES_PER_WEIGHT));
  let offset = 0;
  for (const array of values) {
    for (const value of array) {
      view.setUint16(offset, toHalfBits(value), true);
      offset += BYTES_PER_WEIGHT;
    }
  }
  return new Uint8Array(view.buffer);
}

/**
 * The weights in `<name>.bin`, fresh arrays. A fault for bytes that are not the record's network: a wrong length, or a
 * weight that is no finite number. Whoever fetched the bytes has checked their SHA-256.
 */
export function decodeNetwork(
  record: Pick<NetworkRecord, 'layerSizes'>,
  bytes: Uint8Array,
): Result<LayerWeights[]> {
  const weights = zeroWeights(record.layerSizes);
  const sizeBytes = parameterCount(record.layerSizes) * BYTES_PER_WEIGHT;
  if (bytes.length !== sizeBytes) return corrupt(`${bytes.length} bytes instead of ${sizeBytes}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let offset = 0;
  for (const array of weights.flatMap(({ kernel, bias }) => [kernel, bias])) {
    for (let i = 0; i < array.length; i++) {
      const value = fromHalfBits(view.getUint16(offset, true));
      if (!Number.isFinite(value)) return corrupt(`the weight at byte ${offset} is not a number`);
      array[i] = value;
      offset += BYTES_PER_WEIGHT;
    }
  }
  return ok(weights);
}
