/** What files of data come to, whatever their format: pictures of 28 x 28, with what they are where that is known. */
import { shownName } from './refusal';

/** More pictures than this are not taken: 235 MB of pixels. */
export const MOST_PICTURES = 300_000;

export interface DataPart {
  /** The name of its file. */
  readonly name: string;
  /** uint8 [n, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [n]: indices into classNames, or 0..9. Undefined: what the pictures show is not said. */
  readonly labels?: Uint8Array;
  /** What the file calls each picture, where it has a column for that. */
  readonly ids?: readonly string[];
  /** Where classes have names of their own; else they are called by their labels. */
  readonly classNames?: readonly string[];
}

/** The sentence on more pictures than are taken. */
export const tooManyPictures = (name: string, count: number): string =>
  `“${shownName(name)}” announces ${count.toLocaleString('en')} pictures: ${MOST_PICTURES.toLocaleString('en')} at most are taken.`;
