import { MNIST } from '../../core/dataset';
import { Stack, Text } from '@mantine/core';
import type { DrawingInsight } from '../../protocol/insight';
import { useDrawing } from '../../state/drawing-store';
import { useInsight } from '../../state/insight-store';
import { useRun } from '../../state/run-store';
import { Explanation } from '../shared/explanation';
import { NothingYet } from '../shared/nothing-yet';
import { Term } from '../shared/term';
import { useTopic } from '../shared/use-topic';
import { ActivationCells } from './activation-cells';
import classes from './drawing-insight.module.css';
import { OutputArithmetic } from './output-arithmetic';
import { Saliency } from './saliency';
import { SignedLegend } from './signed-picture';

const SOURCE = {
  title: 'Molnar, Interpretable Machine Learning: pixel attribution',
  href: 'https://christophm.github.io/interpretable-ml-book/pixel-attribution.html',
};

const DIGITS = MNIST.classNames;

/** What the drawing on the pad does in the network, as the pen moves. */
export function DrawingPanel() {
  useTopic('drawing');
  const hasDrawing = useDrawing((drawing) => drawing.pixels !== undefined);
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const insight = useInsight((state) => state.drawing);
  return (
    <Stack gap="md">
      <Explanation source={SOURCE}>
        What you draw runs through the layers: each cell is one <Term of="unit" />, blue when its{' '}
        <Term of="activation" /> is above zero, red when below. In the pictures of the digit, blue pixels
        speak for a class and red ones against it. <Term of="gradient">Gradient</Term> times input asks the
        network’s slope; for those who doubt it, <Term of="occlusion" /> covers the ink bit by bit and sees
        what is lost.
      </Explanation>
      {hasLearned && !hasDrawing ? (
        <Text size="sm">Draw a digit on the pad, and watch it pass through the network here.</Text>
      ) : insight && hasDrawing ? (
        <Inside insight={insight} />
      ) : (
        <NothingYet />
      )}
      {hasLearned && <OutputArithmetic />}
    </Stack>
  );
}

function Inside({ insight }: { readonly insight: DrawingInsight }) {
  return (
    <div className={classes['inside']} data-testid="drawing-insight" data-value={insight.step}>
      <Stack gap="sm">
        {insight.hidden.length === 0 && (
          <Text size="sm">There is no hidden layer: the pixels lead straight to the ten logits.</Text>
        )}
        {insight.hidden.map((values, index) => (
          <ActivationCells
            // The layers of a network keep their places.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            name={`Hidden layer ${index + 1}`}
            values={values}
            testId={`activations-${index + 1}`}
          />
        ))}
        <ActivationCells
          name="Output layer: the logits"
          values={insight.logits}
          testId="logits"
          meanings={DIGITS}
        />
        <SignedLegend least="below zero" greatest="above" />
      </Stack>
      <Saliency insight={insight} />
    </div>
  );
}
