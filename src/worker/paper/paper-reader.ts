/** Finds digits on pictures of paper. Where ink can be parted in several ways, the pretrained network and the guard decide. */
import { PIXEL_COUNT } from '../../core/network';
import type { Judge } from '../../core/paper/choose-digits';
import { findDigits } from '../../core/paper/find-digits';
import { MOST_PIXELS, type RgbaPicture } from '../../core/paper/picture';
import { pictureSize } from '../../core/paper/picture-size';
import { allPictures, meanRows } from '../../core/paper/read-found';
import { READING_STYLES } from '../../core/paper/reading-styles';
import type { PaperAnswer, PaperApi, PaperProblem } from '../../protocol/paper';
import { holdLock } from '../hold-lock';
import { Guard } from '../predictor/guard';
import { PretrainedNetwork } from '../predictor/pretrained-network';

/** In the beginning of a file the size of its picture is written, cameras' previews before it included. */
const HEADER_BYTES = 256 * 1024;
const MOST_BYTES = 200e6;

const no = (problem: PaperProblem): PaperAnswer => ({ ok: false, problem });

export class PaperReader implements PaperApi {
  readonly #pretrained = new PretrainedNetwork();
  readonly #guard = new Guard();
  #loading: Promise<unknown> | undefined;

  ping(): Promise<void> {
    return Promise.resolve();
  }

  hold(lock: string, line: MessagePort): Promise<void> {
    return holdLock(lock, line);
  }

  async readFile(networksUrl: string, file: Blob): Promise<PaperAnswer> {
    void this.#load(networksUrl);
    if (file.size > MOST_BYTES) return no('too-large');
    const size = pictureSize(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
    if (size && size.width * size.height > MOST_PIXELS) return no('too-large');
    if (typeof OffscreenCanvas === 'undefined' || typeof createImageBitmap === 'undefined')
      return no('no-canvas');
    const picture = await unpacked(file);
    return typeof picture === 'string' ? no(picture) : this.readPicture(networksUrl, picture);
  }

  async readPicture(networksUrl: string, picture: RgbaPicture): Promise<PaperAnswer> {
    await this.#load(networksUrl);
    const found = findDigits(picture, this.#judge, READING_STYLES);
    if (typeof found === 'string') return no(found);
    const { digits, ruledLines } = found;
    const pixels = allPictures(digits);
    const likeness = this.#guard.likeness(pixels, pixels.length / PIXEL_COUNT);
    return {
      ok: true,
      found: {
        width: picture.width,
        height: picture.height,
        digits,
        likeness: likeness && meanRows(likeness, 1, READING_STYLES.length),
        ruledLines,
      },
    };
  }

  /** Once; what did not arrive is asked for again with the next picture. */
  #load(networksUrl: string): Promise<unknown> {
    this.#loading ??= Promise.all([this.#pretrained.load(networksUrl), this.#guard.load(networksUrl)]).then(
      ([pretrained, guarded]) => {
        if (pretrained.state === 'missing' || !guarded) this.#loading = undefined;
      },
    );
    return this.#loading;
  }

  /** Without the pretrained network all ways are as good, and the one with the fewest cuts is taken. */
  readonly #judge: Judge = (pixels, count) => ({
    probabilities: this.#pretrained.predict(pixels, count) ?? new Float32Array(count * 10).fill(1),
    likeness: this.#guard.likeness(pixels, count),
  });
}

/** Of an animated picture the first one, upright as its camera says. */
async function unpacked(file: Blob): Promise<RgbaPicture | PaperProblem> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return 'unreadable';
  }
  const { width, height } = bitmap;
  try {
    if (width * height > MOST_PIXELS) return 'too-large';
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) return 'no-canvas';
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}
