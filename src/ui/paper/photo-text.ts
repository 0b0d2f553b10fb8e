import type { PaperFound } from '../../protocol/paper';
import type { Prediction } from '../../core/uncertainty';
import { wordsOf } from '../../core/paper/doubt';
import { readAs } from '../../state/paper-store';

/**
 * What is on the picture as text, row by row, with a space where there is a wide gap. meant: what the visitor says a digit is, by
 * its place. What is no digit is left out, or a question mark within a number.
 */
export function photoText(
  found: PaperFound,
  prediction: Prediction | undefined,
  meant: ReadonlyMap<number, number>,
): string {
  const rows: string[] = [];
  const rowNumbers: number[] = [];
  for (const word of wordsOf(found.digits)) {
    const isDigit = (place: number): boolean =>
      meant.has(place) || (prediction !== undefined && prediction.uncertainties[place] !== 'no-digit');
    if (!word.some(isDigit)) continue;
    const text = word
      .map((place) => (isDigit(place) ? `${meant.get(place) ?? readAs(prediction, place) ?? '?'}` : '?'))
      .join('');
    const row = found.digits[word[0]!]!.row;
    if (rowNumbers[rowNumbers.length - 1] === row) rows[rows.length - 1] += ` ${text}`;
    else {
      rows.push(text);
      rowNumbers.push(row);
    }
  }
  return rows.join('\n');
}
