import { temper } from '../../src/core/calibration';
import { CLASS_COUNT } from '../../src/core/network';
import { paperPrediction } from '../../src/core/paper/doubt';
import { findDigits, type FoundDigit, type PictureProblem } from '../../src/core/paper/find-digits';
import { allPictures, digitRows, meanRows } from '../../src/core/paper/read-found';
import { READING_STYLES } from '../../src/core/paper/reading-styles';
import { align } from './align';
import type { LabelledPicture } from './made-photos';
import { likenessOf, pretrained } from './shipped-networks';

export interface ReadPicture {
  readonly name: string;
  readonly kind: string;
  readonly label: string;
  /** What was read, rows parted by a slash; or why nothing was. */
  readonly read: string;
  readonly digits: number;
  readonly right: number;
  readonly rightDoubted: number;
  /** What was read where no digit is written, and how much of it with certainty. */
  readonly extra: number;
  readonly certainExtra: number;
  /** Digits written, or things that are none. */
  readonly things: number;
  readonly ms: number;
  readonly found: readonly FoundDigit[];
  readonly misread: readonly FoundDigit[];
}

const judge = (pixels: Uint8Array, count: number) => ({
  probabilities: pretrained.predict(pixels, count),
  likeness: likenessOf(pixels, count),
});

/** Reads a picture with the pretrained network and holds it against its label. */
export function readPicture({ name, kind, label, picture, things }: LabelledPicture): ReadPicture {
  const before = performance.now();
  const result = findDigits(picture, judge, READING_STYLES);
  const written = label.replaceAll('/', '');
  if (typeof result === 'string') return nothing(result);
  const found = result.digits;
  const count = found.length * READING_STYLES.length;
  const pixels = allPictures(found);
  const each = READING_STYLES.length;
  const { probabilities, uncertainties } = paperPrediction(
    found,
    digitRows(temper(pretrained.predict(pixels, count), pretrained.temperature), each),
    meanRows(likenessOf(pixels, count), 1, each),
  );
  const ms = performance.now() - before;
  const read = found.map((_, i) => {
    const row = [...probabilities.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT)];
    return row.indexOf(Math.max(...row));
  });
  const places = align(written, read.join(''));
  const isRight = places.map((place, i) => place >= 0 && written[place] === String(read[i]));
  const isCertain = uncertainties.map((why) => why === undefined);
  const extra = places.map((place) => place < 0);
  const countOf = (pick: (i: number) => boolean | undefined) => found.filter((_, i) => pick(i)).length;
  return {
    name,
    kind,
    label,
    read: read
      .map((digit, i) => (i > 0 && found[i]!.row !== found[i - 1]!.row ? `/${digit}` : `${digit}`))
      .join(''),
    digits: written.length,
    right: countOf((i) => isRight[i]),
    rightDoubted: countOf((i) => isRight[i] && !isCertain[i]),
    extra: countOf((i) => extra[i]),
    certainExtra: countOf((i) => extra[i] && isCertain[i]),
    things: things ?? written.length,
    ms,
    found,
    misread: found.filter((_, i) => !isRight[i]),
  };

  function nothing(problem: PictureProblem): ReadPicture {
    return {
      name,
      kind,
      label,
      read: problem,
      digits: written.length,
      right: 0,
      rightDoubted: 0,
      extra: 0,
      certainExtra: 0,
      things: things ?? written.length,
      ms: performance.now() - before,
      found: [],
      misread: [],
    };
  }
}
