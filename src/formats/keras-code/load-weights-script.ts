/** `load_weights.py`: puts the trained weights into the network of train.py, and checks by NumPy that it reads the same. */
import { LEAKY_RELU_SLOPE } from '../../core/training/constants';
import { pythonText } from './code-parts';

interface WeightsSubject {
  /** The file beside the script: .npz or .safetensors. */
  readonly weightsFile: string;
  readonly activation: string;
}

/** The script's text, in ASCII. NumPy alone is enough for read_weights and forward. */
export const loadWeightsScript = ({
  weightsFile,
  activation,
}: WeightsSubject): string => `"""The trained weights, put into the network of train.py, which must lie beside this file.

python load_weights.py [weights file]
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np

WEIGHTS_FILE = ${pythonText(weightsFile)}
ACTIVATION = ${pythonText(activation)}


def read_weights(path):
    """Pairs of kernel [inputs, units] and bias [units], float32, from an .npz or a .safetensors file."""
    if str(path).endswith(".npz"):
        with np.load(path) as archive:
            arrays = {name: archive[name] for name in archive.files}
    else:
        arrays = read_safetensors(path)
    count = sum(name.endswith(".kernel") for name in arrays)
    return [(arrays[f"layers.{i}.kernel"], arrays[f"layers.{i}.bias"]) for i in range(count)]


def read_safetensors(path):
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length].decode("utf-8"))
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{name} is {entry['dtype']}, not F32")
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        arrays[name] = np.frombuffer(data[start:end], dtype="<f4").reshape(entry["shape"])
    return arrays


def activate(sums):
    if ACTIVATION == "relu":
        return np.maximum(sums, 0)
    if ACTIVATION == "leakyRelu":
        return np.where(sums > 0, sums, ${LEAKY_RELU_SLOPE} * sums)
    if ACTIVATION == "elu":
        return np.where(sums > 0, sums, np.expm1(np.minimum(sums, 0)))
    if ACTIVATION == "tanh":
        return np.tanh(sums)
    return 1 / (1 + np.exp(-sums))


def forward(weights, pictures):
    """Probabilities [count, 10] of pictures [count, 784 or 28, 28], 0 for paper and 1 for ink."""
    values = np.asarray(pictures, dtype=np.float32).reshape(len(pictures), -1)
    for i, (kernel, bias) in enumerate(weights):
        values = values @ kernel + bias
        if i < len(weights) - 1:
            values = activate(values)
    values = np.exp(values - values.max(axis=1, keepdims=True))
    return values / values.sum(axis=1, keepdims=True)


def main():
    from train import build_model, dense_layers, load_digits, report

    path = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name(WEIGHTS_FILE)
    weights = read_weights(path)
    model = build_model()
    for layer, (kernel, bias) in zip(dense_layers(model), weights, strict=True):
        layer.set_weights([kernel, bias])
    pictures, labels = load_digits()["test"]
    difference = np.abs(model.predict(pictures[:1000], verbose=0) - forward(weights, pictures[:1000])).max()
    print(f"greatest difference between Keras and NumPy: {difference:.1e}")
    report(model, pictures, labels)
    model.save("inkling.keras")


if __name__ == "__main__":
    main()
`;
