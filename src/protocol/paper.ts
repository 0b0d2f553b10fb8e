/** The third worker, which finds digits on pictures of paper. It is spawned when the first picture comes. */
import type { FoundDigit, PictureProblem } from '../core/paper/find-digits';
import type { RgbaPicture } from '../core/paper/picture';

/** What was found on a picture; the networks are asked afterwards. */
export interface PaperFound {
  /** Of the whole picture, upright as it is to be seen, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In reading order. */
  readonly digits: readonly FoundDigit[];
  /** How likely each is a digit, 0..1: float32 [digits]. Undefined where the guard could not be had. */
  readonly likeness: Float32Array | undefined;
  readonly ruledLines: number;
}

/** 'unreadable': no picture that this browser knows. 'no-canvas': the thread cannot unpack pictures, but the page may. */
export type PaperProblem = PictureProblem | 'unreadable' | 'no-canvas';

export type PaperAnswer =
  | { readonly ok: true; readonly found: PaperFound }
  | { readonly ok: false; readonly problem: PaperProblem };

export interface PaperApi {
  ping(): Promise<void>;
  /** Holds this lock, and this end of a line, for as long as the thread lives; resolves when it does. */
  hold(lock: string, line: MessagePort): Promise<void>;
  /** Finds the digits in a picture file of any format that the browser unpacks. networksUrl: absolute, ends in a slash. */
  readFile(networksUrl: string, file: Blob): Promise<PaperAnswer>;
  /** Likewise in a picture that was unpacked elsewhere. */
  readPicture(networksUrl: string, picture: RgbaPicture): Promise<PaperAnswer>;
}
