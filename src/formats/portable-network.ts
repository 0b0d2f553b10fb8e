/** What every format that a network leaves in is made from. */
import type { Activation } from '../core/experiment';
import type { LayerWeights } from '../core/network';

export interface PortableNetwork {
  /** The run's name, as the visitor wrote it. */
  readonly name: string;
  /** Units per layer, 784 first and 10 last. */
  readonly layerSizes: readonly number[];
  readonly activation: Activation;
  readonly weights: readonly LayerWeights[];
  /** In the order of labels. */
  readonly classNames: readonly string[];
  /** What the logits are divided by before the softmax for calibrated confidence; files hold the network without it. */
  readonly temperature: number;
  /** What else is known of it, for a format's metadata: "validation accuracy", "0.9876". */
  readonly facts: ReadonlyMap<string, string>;
}

/** How pixels come into every network of this page. */
export const INPUT_SCALING = 'ink as 0..1: each pixel’s byte, 255 for ink and 0 for paper, divided by 255';

/** The same in every format: what the network wants and what its answers mean. */
export function metadataOf({
  name,
  activation,
  classNames,
  temperature,
  facts,
}: PortableNetwork): Map<string, string> {
  return new Map([
    ['producer', 'Inkling'],
    ['name', name],
    ['activation', activation],
    ['input_scaling', INPUT_SCALING],
    ['input_range', '0..1'],
    ['class_names', JSON.stringify(classNames)],
    ['temperature', String(temperature)],
    ...facts,
  ]);
}

/** Names of weights in files that have no names of their own: layers.0.kernel, layers.0.bias, layers.1.kernel ... */
export function* namedWeights(
  weights: readonly LayerWeights[],
  prefix = 'layers',
): Generator<readonly [name: string, shape: readonly number[], values: Float32Array]> {
  for (const [layer, { kernel, bias }] of weights.entries()) {
    yield [`${prefix}.${layer}.kernel`, [kernel.length / bias.length, bias.length], kernel];
    yield [`${prefix}.${layer}.bias`, [bias.length], bias];
  }
}

/** A file's name without what file systems, shells and archives take amiss: "amber-otter". */
export function fileStem(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return plain.slice(0, 60) || 'network';
}
