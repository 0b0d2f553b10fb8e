/**
 * One workgroup per digit: what the last hidden layer puts out, the logits, softmax, and then either the probabilities, or
 * cross-entropy, its gradient, the running totals of loss and right guesses, and the errors of the last hidden layer.
 *
 * Gradient of softmax and cross-entropy together: Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.109.
 */
import { CLASS_COUNT } from '../../core/network';
import { quadsOf } from './layout';
import type { Network } from './network';
import { DIGIT_WORDS, ROW_WORDS } from './record';
import { activationFunctions, four, header } from './wgsl';

const CLASS_QUADS = quadsOf(CLASS_COUNT);
const PADDED_CLASSES = 4 * CLASS_QUADS;
/** The sums of a class come down to so many before one thread adds them up. */
const FEW = 8;

const list = (count: number, part: (i: number) => string, separator = '\n  '): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(separator);

/** Threads per digit: one for each input as far as every device has them. */
export const outputThreads = (inputs: number): number => (inputs <= 64 ? 64 : inputs <= 128 ? 128 : 256);

/** input<row, u>: the u-th number that the last layer reads. Where its sums are in parts, it is written down too. */
function inputOf({ parameters, values }: Network): { declare: string; isPixels: boolean } {
  const l = parameters.layers.length - 2;
  const hidden = values.hidden[l];
  if (!hidden) {
    return {
      isPixels: true,
      declare: `fn input(row: u32, u: u32) -> f32 {
  return unpack4x8unorm(pixels[row * ${DIGIT_WORDS}u + u / 4u])[u % 4u];
}`,
    };
  }
  const { units, unitQuads, biasAt } = parameters.layers[l]!;
  const width = 4 * unitQuads;
  const place = (at: number): string => `values[${4 * at}u + row * ${width}u + u]`;
  const sums = list(hidden.parts, (s) => place(hidden.partsAt + s * values.rows * unitQuads), ' + ');
  const body =
    hidden.parts === 1
      ? `return ${place(hidden.outAt)};`
      : `if (u >= ${units}u) { return 0.0; }
  let h = activate(${sums} + weights[${biasAt}u + u / 4u][u % 4u]) * kept(${l}u, row * ${units}u + u);
  ${place(hidden.outAt)} = h;
  return h;`;
  return { isPixels: false, declare: `fn input(row: u32, u: u32) -> f32 { ${body} }` };
}

/** The beginning that both kernels share: up to `logit`, and e<c> = exp(logit - top), total. */
function softmax(network: Network, threads: number): string {
  const { inputQuads, kernelAt, biasAt } = network.parameters.layers.at(-1)!;
  const rounds = Math.ceil((4 * inputQuads) / threads);
  return `
  let row = at.x;
  ${list(CLASS_QUADS, (q) => `var z${q} = vec4<f32>();`)}
  ${list(rounds, (i) => `var h${i} = 0.0;`)}
  ${list(
    rounds,
    (i) => `{
    let u = t + ${i * threads}u;
    if (u < ${4 * inputQuads}u) {
      h${i} = input(row, u);
      ${list(CLASS_QUADS, (q) => `z${q} += h${i} * weights[${kernelAt}u + u * ${CLASS_QUADS}u + ${q}u];`)}
    }
  }`,
  )}
  ${list(CLASS_QUADS, (q) => four((c) => `many[${(4 * q + c) * threads}u + t] = z${q}[${c}];`, ' '))}
  workgroupBarrier();
  for (var i = t; i < ${PADDED_CLASSES * FEW}u; i += ${threads}u) {
    var sum = 0.0;
    for (var k = 0u; k < ${threads / FEW}u; k++) { sum += many[(i / ${FEW}u) * ${threads}u + i % ${FEW}u + ${FEW}u * k]; }
    few[i] = sum;
  }
  workgroupBarrier();
  if (t < ${PADDED_CLASSES}u) {
    var sum = weights[${biasAt}u + t / 4u][t % 4u];
    for (var k = 0u; k < ${FEW}u; k++) { sum += few[t * ${FEW}u + k]; }
    logit[t] = sum;
  }
  workgroupBarrier();
  var top = logit[0];
  var guess = 0u;
  ${list(CLASS_COUNT - 1, (c) => `if (logit[${c + 1}] > top) { top = logit[${c + 1}]; guess = ${c + 1}u; }`)}
  ${list(CLASS_COUNT, (c) => `let e${c} = exp(logit[${c}] - top);`)}
  let total = ${list(CLASS_COUNT, (c) => `e${c}`, ' + ')};`;
}

const begin = (network: Network, threads: number, declare: string): string => `${header('f32')}
${activationFunctions(network.activation, 'f32')}
${declare}
var<workgroup> many: array<f32, ${PADDED_CLASSES * threads}>;
var<workgroup> few: array<f32, ${PADDED_CLASSES * FEW}>;
var<workgroup> logit: array<f32, ${PADDED_CLASSES}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) at: vec3<u32>, @builtin(local_invocation_index) t: u32) {
  ${softmax(network, threads)}`;

/** For training: run over all rows that there is room for, of which those beyond the batch get no errors. */
export function outputKernel(network: Network): { source: string; groups: number } {
  const { parameters, values } = network;
  const { inputQuads, kernelAt } = parameters.layers.at(-1)!;
  const threads = outputThreads(4 * inputQuads);
  const { declare, isPixels } = inputOf(network);
  const last = parameters.layers.length - 2;
  const hidden = values.hidden[last];
  const place = `values[${4 * values.outputAt}u + row * ${PADDED_CLASSES}u`;
  const classes = (part: (c: number) => string, q: number): string =>
    four((c) => (4 * q + c < CLASS_COUNT ? part(4 * q + c) : '0.0'));
  const errorsBelow =
    isPixels || !hidden
      ? ''
      : list(
          Math.ceil((4 * inputQuads) / threads),
          (i) => `{
    let u = t + ${i * threads}u;
    if (u < ${4 * inputQuads}u) {
      let g = ${list(CLASS_QUADS, (q) => `dot(d${q}, weights[${kernelAt}u + u * ${CLASS_QUADS}u + ${q}u])`, ' + ')};
      values[${4 * hidden.errorAt}u + row * ${4 * inputQuads}u + u] =
        g * slope(${last}u, row * ${parameters.layers[last]!.units}u + u, h${i});
    }
  }`,
        );
  const source = `${begin(network, threads, declare)}
  let label = packet[step.rowsAt + ${ROW_WORDS}u * row + 1u];
  let isThere = row < step.count;
  let other = step.smoothing / ${CLASS_COUNT}.0;
  let own = 1.0 - step.smoothing + other;
  let scale = select(0.0, step.share, isThere);
  ${list(
    CLASS_QUADS,
    (q) => `let d${q} = scale * (vec4<f32>(${classes((c) => `e${c}`, q)}) / total
    - vec4<f32>(${classes((c) => `select(other, own, label == ${c}u)`, q)}));`,
  )}
  if (t == 0u) {
    ${list(CLASS_QUADS, (q) => four((c) => `${place} + ${4 * q + c}u] = d${q}[${c}];`, ' '))}
    var sum = vec2<f32>();
    if (step.keepTotals == 1u) { sum = totals[row]; }
    if (isThere) {
      let shift = top + log(total);
      let all = ${list(CLASS_COUNT, (c) => `(logit[${c}] - shift)`, ' + ')};
      let loss = -(1.0 - step.smoothing) * (logit[label] - shift) - other * all;
      sum += vec2<f32>(loss, select(0.0, 1.0, guess == label));
    }
    totals[row] = sum;
  }
  ${errorsBelow}
}`;
  return { source, groups: values.rows };
}

/** For predicting: [rows, 12], the last two being padding. */
export function probabilityKernel(network: Network): { source: string; groups: number } {
  const { parameters, values } = network;
  const threads = outputThreads(4 * parameters.layers.at(-1)!.inputQuads);
  const source = `${begin(network, threads, inputOf(network).declare)}
  if (t == 0u) {
    ${list(CLASS_COUNT, (c) => `values[${4 * values.outputAt}u + row * ${PADDED_CLASSES}u + ${c}u] = e${c} / total;`)}
  }
}`;
  return { source, groups: values.rows };
}
