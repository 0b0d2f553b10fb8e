import type { Prediction } from '../../core/uncertainty';
import type { PaperFound } from '../../protocol/paper';
import { readAs } from '../../state/paper-store';
import classes from './photo-view.module.css';

export type Certainty = 'unread' | 'sure' | 'unsure' | 'no-digit' | 'corrected';

interface PhotoViewProps {
  readonly url: string;
  readonly found: PaperFound | undefined;
  readonly prediction: Prediction | undefined;
  /** What the visitor says digits are, by place. */
  readonly meant: ReadonlyMap<number, number>;
  readonly selected: number | undefined;
  readonly onSelect: (place: number | undefined) => void;
}

/** A mark beside the digit, for those who do not see the boxes' colours. */
const MARKS: Readonly<Record<Certainty, string>> = {
  unread: '',
  sure: '',
  unsure: '?',
  'no-digit': '×',
  corrected: '✓',
};

const WORDS: Readonly<Record<Certainty, string>> = {
  unread: 'not read yet',
  sure: 'sure',
  unsure: 'unsure which digit',
  'no-digit': 'perhaps no digit',
  corrected: 'as you said',
};

export function certaintyOf(
  prediction: Prediction | undefined,
  meant: ReadonlyMap<number, number>,
  place: number,
): Certainty {
  if (meant.has(place)) return 'corrected';
  if (readAs(prediction, place) === undefined) return 'unread';
  const why = prediction?.uncertainties[place];
  return why === undefined ? 'sure' : why === 'no-digit' ? 'no-digit' : 'unsure';
}

/** The picture, with a box and a digit over each thing that was found. */
export function PhotoView({ url, found, prediction, meant, selected, onSelect }: PhotoViewProps) {
  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return (
    <div className={classes['frame']}>
      <img src={url} alt="What you chose" className={classes['photo']} data-testid="photo" />
      {found?.digits.map(({ box }, place) => {
        const certainty = certaintyOf(prediction, meant, place);
        const digit = meant.get(place) ?? readAs(prediction, place);
        const name = digit === undefined ? `Digit ${place + 1}` : `${digit}, digit ${place + 1}`;
        return (
          <button
            // oxlint-disable-next-line react/no-array-index-key -- a digit is its place on the picture
            key={place}
            type="button"
            className={classes['box']}
            data-testid={`photo-digit-${place}`}
            data-value={digit ?? ''}
            data-state={certainty}
            aria-pressed={place === selected}
            aria-label={`${name}, ${WORDS[certainty]}`}
            style={{
              left: percent(box.left, found.width),
              top: percent(box.top, found.height),
              width: percent(box.right - box.left, found.width),
              height: percent(box.bottom - box.top, found.height),
            }}
            onClick={() => onSelect(place === selected ? undefined : place)}
          >
            <span className={classes['digit']}>
              {digit}
              {MARKS[certainty]}
            </span>
          </button>
        );
      })}
    </div>
  );
}
