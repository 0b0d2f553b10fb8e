/**
 * Program 1: a batch as it was uploaded, one row of bytes per digit, into 4 x 4 blocks of bytes, with the column of ones
 * that the biases multiply. This is the place where digits could be warped on the device: each run of it makes 4 x 4
 * pixels and may look anywhere in the uploaded batch.
 *
 * The upload: uint8 [rows, 197, 4], a texel per four pixels, and a last texel whose first byte is the label.
 */
import { PIXEL_COUNT } from '../../core/network';
import { header } from './glsl';

export const UPLOAD_TEXELS = PIXEL_COUNT / 4 + 1;
export const UPLOAD_BYTES = 4 * UPLOAD_TEXELS;

export const UNPACK_SAMPLERS = ['batch'] as const;

export const unpackSource = (): string => `${header(1, { LABEL_COLUMN: UPLOAD_TEXELS - 1 }, 'uvec4')}
    uniform usampler2D batch;

    void main() {
      ivec2 block = ivec2(gl_FragCoord.xy);
      if (block.x == LABEL_COLUMN) {
        // Column 784: one for every row, as the byte 255. Columns 785 to 787 are padding.
        output0 = uvec4(0xffffffffu, 0u, 0u, 0u);
        return;
      }
      // Each texel is four pixels of one row; each component of the result is four rows of one pixel.
      ivec2 at = ivec2(block.x, 4 * block.y);
      output0 = texelFetch(batch, at, 0)
        | texelFetch(batch, at + ivec2(0, 1), 0) << 8
        | texelFetch(batch, at + ivec2(0, 2), 0) << 16
        | texelFetch(batch, at + ivec2(0, 3), 0) << 24;
    }`;
