/**
 * Program 3: the last layer's logits, softmax, cross-entropy, its gradient with respect to the logits, and the running
 * totals of loss and right guesses, in one. Every run computes the ten logits of its 8 rows anew, three times over in
 * all, which is cheaper than another draw. Without a hidden layer the rows are bytes, as for program 2 in the first layer.
 *
 * Columns of the result, in blocks of 4: 0 to 2 are the gradient (p - target) / count of classes 0 to 11, the last two
 * being padding; column 3 is not read by any other program and carries the totals of its 8 rows over all steps since the
 * last reading, hence two textures that take turns.
 *
 * Gradient of softmax and cross-entropy together: Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.109.
 */
import { CLASS_COUNT } from '../../core/network';
import { blockFunctions, header, parameterBlock, readHalf, samplerOf, WRITE_TALL_BLOCK } from './glsl';
import { blocksOf4, type ParameterShape } from './layout';
import { UPLOAD_TEXELS } from './unpack-program';

export const CLASS_BLOCKS = blocksOf4(CLASS_COUNT);
/** The gradient's blocks and the totals. */
export const OUTPUT_BLOCKS = CLASS_BLOCKS + 1;

export const OUTPUT_SAMPLERS = ['values', 'weights', 'batch', 'previous'] as const;

/** The logits of 4 rows as rows[block][row], and softmax of one row. Padding never counts. */
const softmax = (shape: ParameterShape, fromPixels: boolean): string => `
    uniform ${samplerOf(fromPixels)} values;
    uniform sampler2DArray weights;
    ${blockFunctions(fromPixels)}
    ${parameterBlock(shape.layers)}

    struct Rows { mat4 a, b, c; };

    Rows logits(int row, int part) {
      Rows z = Rows(mat4(0.0), mat4(0.0), mat4(0.0));
      for (int k = 0; k < INPUT_BLOCKS; k++) {
        mat4 x = ${readHalf(fromPixels, 'values', 'k', 'row', 'part')};
        z.a += x * parameterBlock(weights, 0, k);
        z.b += x * parameterBlock(weights, 1, k);
        z.c += x * parameterBlock(weights, 2, k);
      }
      ${fromPixels ? 'z.a /= 255.0; z.b /= 255.0; z.c /= 255.0;' : ''}
      return Rows(transpose(z.a), transpose(z.b), transpose(z.c));
    }

    /** The ten classes of one row. */
    struct Classes { vec4 a, b; vec2 c; };

    float largest(Classes z) {
      vec4 m = max(z.a, z.b);
      return max(max(max(m.x, m.y), max(m.z, m.w)), max(z.c.x, z.c.y));
    }
    float sum(Classes z) { return dot(z.a + z.b, vec4(1.0)) + z.c.x + z.c.y; }

    Classes minus(Classes z, float value) { return Classes(z.a - value, z.b - value, z.c - value); }
    Classes exponential(Classes z) { return Classes(exp(z.a), exp(z.b), exp(z.c)); }

    vec4 classBlock(Classes z, int block) {
      return block == 0 ? z.a : block == 1 ? z.b : vec4(z.c, 0.0, 0.0);
    }`;

const constants = (shape: ParameterShape) => ({ INPUT_BLOCKS: blocksOf4(shape.inputs + 1) });

/**
 * For training. Run over all rows that there is room for: rows beyond `count` only carry their totals on. `fromPixels`: for
 * the first layer.
 */
export const outputSource = (shape: ParameterShape, fromPixels: boolean): string => `
    ${header(8, { ...constants(shape), CLASS_BLOCKS, LABEL_COLUMN: UPLOAD_TEXELS - 1 })}
    ${softmax(shape, fromPixels)}
    ${WRITE_TALL_BLOCK}
    uniform usampler2D batch;
    uniform sampler2DArray previous;
    uniform int count;
    uniform int keepTotals;
    uniform float smoothing;

    Classes target(int label) {
      ivec4 ones = ivec4(0, 1, 2, 3);
      float other = smoothing / ${CLASS_COUNT}.0;
      float own = 1.0 - smoothing + other;
      return Classes(
        mix(vec4(other), vec4(own), equal(ones, ivec4(label))),
        mix(vec4(other), vec4(own), equal(ones + 4, ivec4(label))),
        mix(vec2(other), vec2(own), equal(ones.xy + 8, ivec2(label))));
    }
    float dotClasses(Classes x, Classes y) { return dot(x.a, y.a) + dot(x.b, y.b) + dot(x.c, y.c); }

    /** The first of the most probable classes. */
    int guess(Classes z, float top) {
      for (int c = 0; c < 4; c++) if (z.a[c] == top) return c;
      for (int c = 0; c < 4; c++) if (z.b[c] == top) return 4 + c;
      return z.c.x == top ? 8 : 9;
    }

    vec2 totals = vec2(0.0);

    /** Four rows' gradients, of the classes of one block; their losses and right guesses are added to the totals. */
    mat4 gradient(Rows z, int firstRow, int block) {
      mat4 result = mat4(0.0);
      for (int r = 0; r < 4; r++) {
        if (firstRow + r >= count) break;
        int label = int(texelFetch(batch, ivec2(LABEL_COLUMN, firstRow + r), 0).x);
        Classes row = Classes(z.a[r], z.b[r], z.c[r].xy);
        float top = largest(row);
        Classes shifted = minus(row, top);
        Classes e = exponential(shifted);
        float total = sum(e);
        Classes t = target(label);
        totals += vec2(-dotClasses(t, minus(shifted, log(total))), guess(row, top) == label ? 1.0 : 0.0);
        result[r] = (classBlock(e, block) / total - classBlock(t, block)) / float(count);
      }
      return transpose(result);
    }

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      mat4 top = mat4(0.0);
      mat4 bottom = mat4(0.0);
      if (8 * at.y < count) {
        top = gradient(logits(at.y, 0), 8 * at.y, at.x);
        bottom = gradient(logits(at.y, 1), 8 * at.y + 4, at.x);
      }
      if (at.x == CLASS_BLOCKS) {
        if (keepTotals == 1) totals += texelFetch(previous, ivec3(at, 0), 0).xy;
        top[0] = vec4(totals, 0.0, 0.0);
      }
      writeTallBlock(top, bottom);
    }`;

/** For prediction: probabilities row by row. Texel (block, I, r) holds classes 4 * block .. of row 8I + r. */
export const predictSource = (
  shape: ParameterShape,
  fromPixels: boolean,
): string => `${header(8, constants(shape))}
    ${softmax(shape, fromPixels)}
    ${WRITE_TALL_BLOCK}

    mat4 probabilities(Rows z, int block) {
      mat4 result;
      for (int r = 0; r < 4; r++) {
        Classes row = Classes(z.a[r], z.b[r], z.c[r].xy);
        Classes e = exponential(minus(row, largest(row)));
        result[r] = classBlock(e, block) / sum(e);
      }
      return result;
    }

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      writeTallBlock(probabilities(logits(at.y, 0), at.x), probabilities(logits(at.y, 1), at.x));
    }`;
