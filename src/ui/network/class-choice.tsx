import { labelsOf, MNIST } from '../../core/dataset';
import { PIXEL_COUNT } from '../../core/network';
import type { DrawingInsight } from '../../protocol/insight';
import { chooseClass } from '../../state/insight-store';
import { formatPercent } from '../shared/number-format';
import { PictureButton, PictureList } from './picture-list';
import { PixelPicture } from './pixel-picture';

interface ClassChoiceProps {
  readonly insight: DrawingInsight;
  /** The class that is shown large. */
  readonly shown: number;
  /** Whether the visitor chose it; otherwise it is the one that the network reads. */
  readonly isChosen: boolean;
  /** The magnitude that gets the full colour. */
  readonly scale: number;
}

/** Gradient times input for each class, small; pressing one shows it large, pressing it again follows the reading. */
export function ClassChoice({ insight, shown, isChosen, scale }: ClassChoiceProps) {
  const { contributions, probabilities } = insight;
  return (
    <PictureList aria-label="Which digit to look at">
      {labelsOf(MNIST).map((digit) => (
        <PictureButton
          key={digit}
          aria-pressed={shown === digit}
          aria-label={`Pixels for and against ${digit}, probability ${formatPercent(probabilities[digit]!, 1)}`}
          onClick={() => chooseClass(isChosen && shown === digit ? undefined : digit)}
        >
          <PixelPicture
            values={contributions.subarray(digit * PIXEL_COUNT, (digit + 1) * PIXEL_COUNT)}
            scale={scale}
          />
          <span>
            <b>{digit}</b> {Math.round(100 * probabilities[digit]!)}%
          </span>
        </PictureButton>
      ))}
    </PictureList>
  );
}
