import { Stack, Text } from '@mantine/core';
import { PIXEL_COUNT } from '../../core/network';
import type { DrawingInsight } from '../../protocol/insight';
import { useDrawing } from '../../state/drawing-store';
import { useInsight } from '../../state/insight-store';
import { formatPercent } from '../shared/number-format';
import { Term } from '../shared/term';
import { ClassChoice } from './class-choice';
import classes from './drawing-insight.module.css';
import { formatSigned } from './insight-words';
import { SignedLegend } from './signed-picture';
import { largestOf, WashedPicture, where } from './washed-picture';

/** Which pixels of the drawing speak for and against a class, in two ways. */
export function Saliency({ insight }: { readonly insight: DrawingInsight }) {
  const chosen = useInsight((state) => state.chosenClass);
  const pixels = useDrawing((drawing) => drawing.pixels);
  const occlusion = useInsight((state) => state.occlusion);
  const { contributions, probabilities, logits } = insight;
  const predicted = probabilities.indexOf(Math.max(...probabilities));
  const shown = chosen ?? predicted;
  const ofClass = contributions.subarray(shown * PIXEL_COUNT, (shown + 1) * PIXEL_COUNT);
  const { pro, contra } = sums(ofClass);
  const drops = occlusion?.classIndex === shown ? occlusion.drops : undefined;
  return (
    <Stack component="section" gap="sm" aria-label="Pixels for and against">
      <Text size="sm" fw={600}>
        Pixels for and against {shown}
        {chosen === undefined ? ', which is how it reads your drawing' : ''}
      </Text>
      <div className={classes['pair']}>
        <figure>
          <div
            className={classes['large']}
            data-testid="saliency"
            data-value={ofClass.join(',')}
            data-class={shown}
          >
            <WashedPicture
              values={ofClass}
              pixels={pixels}
              label={`Gradient times input for ${shown}: ${where(ofClass)}`}
            />
          </div>
          <figcaption>
            <Text size="sm" fw={500}>
              Gradient times input
            </Text>
            <Text size="xs" className={classes['soft']}>
              Pixels add {formatSigned(pro)} to the <Term of="logit" /> of {shown} and take{' '}
              {formatSigned(contra)}; with the biases it is {formatSigned(logits[shown]!)}.
            </Text>
          </figcaption>
        </figure>
        <figure>
          <div
            className={classes['large']}
            data-testid="occlusion"
            data-value={drops?.join(',') ?? ''}
            data-class={shown}
          >
            {drops && (
              <WashedPicture
                values={drops}
                pixels={pixels}
                label={`Occlusion for ${shown}: ${where(drops)}`}
              />
            )}
          </div>
          <figcaption>
            <Text size="sm" fw={500}>
              <Term of="occlusion">Occlusion</Term>
            </Text>
            <Text size="xs" className={classes['soft']}>
              {drops ? occlusionWords(drops, shown) : 'Covering the drawing, patch by patch…'}
            </Text>
          </figcaption>
        </figure>
      </div>
      <SignedLegend least={`against ${shown}`} greatest={`for ${shown}`} />
      <ClassChoice
        insight={insight}
        shown={shown}
        isChosen={chosen !== undefined}
        scale={largestOf(contributions)}
      />
    </Stack>
  );
}

function sums(values: Float32Array): { pro: number; contra: number } {
  let [pro, contra] = [0, 0];
  for (const value of values) {
    if (value > 0) pro += value;
    else contra += value;
  }
  return { pro, contra };
}

function occlusionWords(drops: Float32Array, digit: number): string {
  const most = Math.max(...drops);
  const least = Math.min(...drops);
  const gain = least < -0.005 ? ` Covering another spot raises it by ${formatPercent(-least, 1)}.` : '';
  return most > 0.005
    ? `Covering the bluest spot with a patch of 5 by 5 lowers the probability of ${digit} by ${formatPercent(most, 1)}.${gain}`
    : `No patch of 5 by 5 lowers the probability of ${digit} by half a per cent or more.${gain}`;
}
