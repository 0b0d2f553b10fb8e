/** Digits to draw on the pad: many writers' where the collection is at hand. */
import { fileURLToPath } from 'node:url';
import { OWN_STROKES } from '../scripts/hands/own-digits';
import { type PenDigit, readPenDigits, sampleOf } from '../scripts/hands/pen-digits';

const PEN_STROKES = fileURLToPath(new URL('../../shared/pen-strokes/pendigits-dev.json', import.meta.url));

/** The same `count` digits every time, of many writers; our own few where there is no collection. */
export function penDigits(count: number): PenDigit[] {
  const own = Object.entries(OWN_STROKES).map(([digit, strokes]) => ({
    label: Number(digit),
    writer: 'own',
    strokes,
  }));
  return sampleOf(readPenDigits(PEN_STROKES) ?? own, count);
}
