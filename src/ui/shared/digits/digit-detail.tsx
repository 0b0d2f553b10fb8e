import { Text, Title } from '@mantine/core';
import { MNIST } from '../../../core/dataset';
import { argmax, PROBABILITY_FLOOR } from '../../../core/metrics';
import { useRun } from '../../../state/run-store';
import { BarList } from '../bar-list';
import { formatLoss, formatPercent } from '../number-format';
import { Term } from '../term';
import classes from './digit-detail.module.css';
import { nameOf, placeInMnist } from './digit-words';
import { PixelView } from './pixel-view';
import { useDigitProbabilities, usePixels } from './use-digit';

interface DigitDetailProps {
  /** The digit's number. */
  readonly index: number;
  readonly label: number;
}

/** One digit large: its pixels, its place, its label, and what the network says of it now. */
export function DigitDetail({ index, label }: DigitDetailProps) {
  const pixels = usePixels(index);
  const probabilities = useDigitProbabilities(index);
  const dataset = useRun((run) => run.dataset);
  const name = nameOf(index, dataset);
  const className = dataset.classNames[label] ?? String(label);
  return (
    <section
      className={classes['detail']}
      aria-label={`${name}, large`}
      data-testid="digit-detail"
      data-value={index}
    >
      <div>
        <Title order={4} size="h5">
          Labelled {className}
        </Title>
        <Text size="sm" className={classes['soft']}>
          {name[0]!.toUpperCase() + name.slice(1)},{' '}
          {dataset.id === MNIST.id ? placeInMnist(index) : dataset.name}
        </Text>
      </div>
      <div className={classes['picture']}>
        {pixels && (
          <PixelView
            pixels={pixels}
            label={dataset.preparation === 'mnist' ? `a handwritten ${className}` : className}
          />
        )}
      </div>
      {probabilities ? (
        <DigitPrediction probabilities={probabilities} label={label} />
      ) : (
        <Text size="sm" className={classes['soft']}>
          Train a network to see what it makes of this digit.
        </Text>
      )}
    </section>
  );
}

function DigitPrediction({
  probabilities,
  label,
}: {
  readonly probabilities: Float32Array;
  readonly label: number;
}) {
  const { classNames } = useRun((run) => run.dataset);
  const guess = argmax(probabilities)[0]!;
  const sure = formatPercent(probabilities[guess]!, 1);
  const loss = -Math.log(Math.max(probabilities[label]!, PROBABILITY_FLOOR));
  return (
    <div className={classes['verdict']}>
      <Text size="sm">
        The network reads{' '}
        <b data-wrong={guess !== label || undefined} className={classes['guess']}>
          {classNames[guess] ?? guess}
        </b>
        , {sure} sure: {guess === label ? 'right' : 'wrong'}. <Term of="loss">Loss</Term> {formatLoss(loss)}.
      </Text>
      <BarList
        label="What the network says"
        bars={Array.from(probabilities, (probability, digit) => ({
          name: classNames[digit] ?? String(digit),
          fraction: probability,
          text: formatPercent(probability, 1),
          picked: digit === guess,
        }))}
      />
    </div>
  );
}
