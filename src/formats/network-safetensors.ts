/** A network as safetensors: its kernels and biases, and in the header's texts what it takes to use them. */
import { ACTIVATIONS, type Activation } from '../core/experiment';
import { assembleNetwork, type ImportedNetwork, type NetworkPart } from './imported-network';
import { metadataOf, namedWeights, type PortableNetwork } from './portable-network';
import { refuseNetwork } from './refusal';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors';

/** The file's bytes: tensors layers.N.kernel [inputs, units] and layers.N.bias [units], float32. */
export function networkToSafetensors(network: PortableNetwork): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  for (const [name, shape, values] of namedWeights(network.weights)) tensors.set(name, { shape, values });
  return writeSafetensors({ tensors, metadata: metadataOf(network) });
}

/** The network of a file that was made here. Refuses, by throwing, others: weights alone do not say what belongs where. */
export function networkFromSafetensors(bytes: Uint8Array): ImportedNetwork {
  const { tensors, metadata } = readSafetensors(bytes);
  const activation = metadata.get('activation');
  if (metadata.get('producer') !== 'Inkling' || !isActivation(activation))
    return refuseNetwork(
      'This safetensors file does not say what its network is like: only those that were made here can be opened.',
    );
  const parts: NetworkPart[] = [];
  for (let i = 0; ; i++) {
    const kernel = tensors.get(`layers.${i}.kernel`);
    if (!kernel) break;
    const [inputs = 0, units = 0] = kernel.shape;
    const layer = `layers.${i}`;
    if (i > 0) parts.push({ kind: 'activation', layer: `layers.${i - 1}`, activation });
    parts.push({
      kind: 'dense',
      layer,
      kernel: kernel.values,
      bias: tensors.get(`${layer}.bias`)?.values,
      inputs,
      units,
    });
  }
  return {
    format: 'a safetensors file',
    name: metadata.get('name') ?? '',
    ...assembleNetwork(parts),
    classNames: classNamesFrom(metadata.get('class_names')),
    inputIsUnit: true,
  };
}

const isActivation = (text: string | undefined): text is Activation =>
  (ACTIVATIONS as readonly (string | undefined)[]).includes(text);

/** Ten texts out of a JSON list; undefined for anything else. */
export function classNamesFrom(json: string | undefined): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(json ?? 'null');
    const isList =
      Array.isArray(names) && names.length === 10 && names.every((name) => typeof name === 'string');
    return isList ? names : undefined;
  } catch {
    return undefined;
  }
}
