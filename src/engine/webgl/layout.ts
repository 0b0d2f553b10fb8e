/**
 * How numbers lie in textures. A texel holds four numbers, and everything here is cut into blocks of four columns, so that
 * a block of any matrix arrives in a shader as GLSL's own mat4 (whose elements are columns), and every product is a sum of
 * products of 4 x 4 blocks. A transpose then costs nothing: transpose(block) only renames registers.
 *
 * - Activations and their gradients [rows, units]: "tall blocks" of 8 rows x 4 columns. A 2-D array texture of 8 layers;
 *   texel (J, I, c) holds rows 8I .. 8I+3 of column 4J + c, and texel (J, I, 4 + c) rows 8I+4 .. 8I+7.
 * - Pixels [rows, 785]: bytes, so that a whole 4 x 4 block fits into one texel of four uint32: texel (J, I) holds rows
 *   4I .. 4I+3 of columns 4J .. 4J+3, one column to a uint32, the first row in its lowest byte.
 * - Parameters [inputs + 1, units], the bias being the last row, and each optimiser slot alike: an array texture of LAYERS
 *   (1, 2 or 4) layers; texel (x, y, l) holds rows 4y .. 4y+3 of column LAYERS * x + l. Their gradient, where a plan
 *   has it stored at all, likewise in 8.
 * - Sums of a forward product in parts (see plan.ts): tall blocks, the parts side by side, each of whole blocks.
 *
 * Why so: a shader may write at most 8 texels at once (one to each colour attachment). Eight of them as 8 x 4 activations
 * are 128 multiplications for 12 texels fetched, or only 6 fetched where the input is bytes; one texel at a time would be
 * 16 for 5. Fetching is what costs, on processors and graphics chips alike. For the parameters the eight are shared out
 * among weights and optimiser slots, hence LAYERS.
 *
 * Padding: rows and columns are rounded up to whole blocks. Padded columns of pixels, activations and gradients are kept
 * at zero, so the padded parameters have zero gradients and stay zero by themselves.
 */
import type { LayerWeights } from '../../core/network';

export const ROWS_PER_BLOCK = 8;
/** What WebGL 2 hardware offers, old phones aside; see support.ts. */
export const MAX_OUTPUTS = 8;

/** Layers of the texture of a gradient with respect to parameters. */
export const GRADIENT_LAYERS = 8;

/** The number of 4-wide blocks that hold `count` columns or rows. */
export const blocksOf4 = (count: number): number => Math.ceil(count / 4);
export const tallBlocks = (rows: number): number => Math.ceil(rows / ROWS_PER_BLOCK);

/** Layers of a parameter texture, so that the weights and all slots together are at most MAX_OUTPUTS texels. */
export const parameterLayers = (slotCount: number): 1 | 2 | 4 =>
  MAX_OUTPUTS / (slotCount + 1) >= 4 ? 4 : MAX_OUTPUTS / (slotCount + 1) >= 2 ? 2 : 1;

export interface ParameterShape {
  readonly inputs: number;
  readonly units: number;
  readonly layers: 1 | 2 | 4;
}

export const parameterWidth = ({ units, layers }: ParameterShape): number => (4 * blocksOf4(units)) / layers;
export const gradientWidth = ({ units }: ParameterShape): number => Math.ceil(units / GRADIENT_LAYERS);
export const parameterHeight = ({ inputs }: ParameterShape): number => blocksOf4(inputs + 1);

/** Calls `visit` for every number of a parameter texture that is not padding: its offset there, its row and column. */
function forEachParameter(
  shape: ParameterShape,
  visit: (offset: number, row: number, column: number) => void,
): void {
  const width = parameterWidth(shape);
  const height = parameterHeight(shape);
  for (let row = 0; row <= shape.inputs; row++) {
    for (let column = 0; column < shape.units; column++) {
      const layer = column % shape.layers;
      const texel = (layer * height + (row >> 2)) * width + (column - layer) / shape.layers;
      visit(4 * texel + (row & 3), row, column);
    }
  }
}

/** float32 [layers, height, width, 4], ready to upload. */
export function packParameters({ kernel, bias }: LayerWeights, shape: ParameterShape): Float32Array {
  const texels = new Float32Array(4 * shape.layers * parameterHeight(shape) * parameterWidth(shape));
  forEachParameter(shape, (offset, row, column) => {
    texels[offset] = row < shape.inputs ? kernel[row * shape.units + column]! : bias[column]!;
  });
  return texels;
}

/** The reverse of packParameters. */
export function unpackParameters(texels: Float32Array, shape: ParameterShape): LayerWeights {
  const kernel = new Float32Array(shape.inputs * shape.units);
  const bias = new Float32Array(shape.units);
  forEachParameter(shape, (offset, row, column) => {
    if (row < shape.inputs) kernel[row * shape.units + column] = texels[offset]!;
    else bias[column] = texels[offset]!;
  });
  return { kernel, bias };
}
