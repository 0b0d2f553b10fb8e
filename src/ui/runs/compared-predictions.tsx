import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { comparePredictions } from '../../core/metrics/mcnemar';
import type { TestPredictions } from '../../protocol/runs';
import { formatCount } from '../shared/number-format';
import { ClassAccuracies } from './class-accuracies';
import { DisputedDigits } from './disputed-digits';
import type { Pair } from './pair';
import classes from './side-by-side.module.css';

interface ComparedPredictionsProps {
  readonly pair: Pair;
  /** Of the left and of the right one, on the same digits. */
  readonly predictions: readonly [TestPredictions, TestPredictions];
}

/** What two networks make of the same test digits, and whether the difference is more than luck. */
export function ComparedPredictions({ pair, predictions: [a, b] }: ComparedPredictionsProps) {
  const compared = useMemo(() => comparePredictions(a.predicted, b.predicted, a.labels), [a, b]);
  const { bothRight, onlyA, onlyB, bothWrong } = compared.counts;
  const [left, right] = pair;
  return (
    <>
      <Text data-testid="mcnemar" data-value={compared.test.pValue}>
        Compared with {left.name}, {right.name} reads {compared.sentence}.
      </Text>
      <Text
        size="sm"
        className={classes['soft']}
        data-testid="paired-counts"
        data-value={[bothRight, onlyA, onlyB, bothWrong].join(',')}
      >
        Both read {formatCount(bothRight)} right, only {left.name} {formatCount(onlyA)}, only {right.name}{' '}
        {formatCount(onlyB)}, neither {formatCount(bothWrong)}.
      </Text>
      <ClassAccuracies pair={pair} byClass={compared.byClass} />
      <DisputedDigits right={left} wrong={right} places={compared.onlyAPlaces} predictions={b} />
      <DisputedDigits right={right} wrong={left} places={compared.onlyBPlaces} predictions={a} />
    </>
  );
}
