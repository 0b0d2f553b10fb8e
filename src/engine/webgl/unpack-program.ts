/**
 * Program 1: a batch as it was uploaded, one row of bytes per digit, into 4 x 4 blocks of bytes, with the column of ones
 * that the biases multiply. On the way digits become the variants that the batch asks for, by the definition in
 * core/variant.ts, whose whole numbers GLSL has as well: each run of the program makes four pixels of four digits, and may look
 * anywhere in the uploaded batch.
 *
 * The upload: uint8 [rows, 197, 4], a texel per four pixels, and a last texel whose first byte is the label. The variants:
 * int16 [rows, 19, 4], their parameters as they are.
 */
import { PIXEL_COUNT } from '../../core/network';
import { BASIS, BASIS_BITS } from '../../core/spline-basis';
import {
  FIRST_PLACE,
  LAST_PLACE,
  PLACE_BITS,
  PLACE_SHIFT,
  THICKNESS_AT,
  VARIANT_SIZE,
} from '../../core/variant';
import { header } from './glsl';

export const UPLOAD_TEXELS = PIXEL_COUNT / 4 + 1;
export const UPLOAD_BYTES = 4 * UPLOAD_TEXELS;
export const VARIANT_TEXELS = VARIANT_SIZE / 4;

export const UNPACK_SAMPLERS = ['batch', 'variants'] as const;

const CONSTANTS = {
  LABEL_COLUMN: UPLOAD_TEXELS - 1,
  BASIS_BITS,
  PLACE_BITS,
  PLACE_SHIFT,
  PLACE_ONE: 1 << PLACE_BITS,
  FIRST_PLACE,
  LAST_PLACE,
  /** The texel that begins with the thickness, and says next whether there is anything to change. */
  THICKNESS_TEXEL: THICKNESS_AT / 4,
};

const VARIANT = `
    const int BASIS[${BASIS.length}] = int[](${BASIS.join(', ')});
    uniform isampler2D variants;

    /** Terms 2k and 2k + 1 of u(i). */
    ivec2 terms(int k, int i) { return ivec2(BASIS[56 * k + 2 * i], BASIS[56 * k + 2 * i + 1]); }

    int pixel(int x, int y, int row) {
      if (min(x, y) < 0 || max(x, y) >= 28) return 0;
      int at = 28 * y + x;
      return int(texelFetch(batch, ivec2(at >> 2, row), 0)[at & 3]);
    }

    /** The digit of that row, read at a place. */
    int read(ivec2 place, int row, int thickness) {
      ivec2 at = place >> PLACE_BITS;
      ivec2 f = place & (PLACE_ONE - 1);
      int p00 = pixel(at.x, at.y, row);
      int p01 = pixel(at.x + 1, at.y, row);
      int p10 = pixel(at.x, at.y + 1, row);
      int p11 = pixel(at.x + 1, at.y + 1, row);
      int upper = p00 * (PLACE_ONE - f.x) + p01 * f.x;
      int lower = p10 * (PLACE_ONE - f.x) + p11 * f.x;
      int between = (upper * (PLACE_ONE - f.y) + lower * f.y + PLACE_ONE / 2) >> PLACE_BITS;
      int extreme = thickness < 0 ? min(min(p00, p01), min(p10, p11)) : max(max(p00, p01), max(p10, p11));
      int share = abs(thickness);
      int mixed = between * (PLACE_ONE - share) + extreme * PLACE_ONE * share;
      return (mixed + PLACE_ONE * PLACE_ONE / 2) >> (2 * PLACE_BITS);
    }

    /** Four neighbouring pixels of the variant of a digit. at: the texel of the batch that they take the place of. */
    uvec4 fourPixels(ivec2 at) {
      ivec4 last = texelFetch(variants, ivec2(THICKNESS_TEXEL, at.y), 0);
      if (last.y == 0) return texelFetch(batch, at, 0);
      int r = at.x / 7;
      // u(r)' [X Y], two columns at a time: three pairs for x, three for y.
      ivec2 rowPlaces[6];
      for (int j = 0; j < 6; j++) {
        ivec2 sum = ivec2(1 << (BASIS_BITS - 1));
        for (int k = 0; k < 3; k++) {
          ivec2 u = terms(k, r);
          ivec4 m = texelFetch(variants, ivec2(6 * k + j, at.y), 0);
          sum += m.xz * u.x + m.yw * u.y;
        }
        rowPlaces[j] = sum >> BASIS_BITS;
      }
      uvec4 pixels;
      for (int i = 0; i < 4; i++) {
        ivec2 sum = ivec2(1 << (PLACE_SHIFT - 1));
        for (int k = 0; k < 3; k++) {
          ivec2 u = terms(k, 4 * (at.x % 7) + i);
          ivec2 x = rowPlaces[k] * u;
          ivec2 y = rowPlaces[3 + k] * u;
          sum += ivec2(x.x + x.y, y.x + y.y);
        }
        ivec2 place = clamp(sum >> PLACE_SHIFT, ivec2(FIRST_PLACE), ivec2(LAST_PLACE));
        pixels[i] = uint(read(place, at.y, last.x));
      }
      return pixels;
    }`;

export const unpackSource = (): string => `${header(1, CONSTANTS, 'uvec4')}
    uniform usampler2D batch;
    uniform bool augmented;
    ${VARIANT}

    uvec4 pixels(ivec2 at) {
      if (augmented) return fourPixels(at);
      return texelFetch(batch, at, 0);
    }

    void main() {
      ivec2 block = ivec2(gl_FragCoord.xy);
      if (block.x == LABEL_COLUMN) {
        // Column 784: one for every row, as the byte 255. Columns 785 to 787 are padding.
        output0 = uvec4(0xffffffffu, 0u, 0u, 0u);
        return;
      }
      // Each texel is four pixels of one row; each component of the result is four rows of one pixel.
      ivec2 at = ivec2(block.x, 4 * block.y);
      output0 = pixels(at)
        | pixels(at + ivec2(0, 1)) << 8
        | pixels(at + ivec2(0, 2)) << 16
        | pixels(at + ivec2(0, 3)) << 24;
    }`;
