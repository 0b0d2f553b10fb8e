import { labelsOf, MNIST } from '../../core/dataset';
import { Text, Title } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { PIXEL_COUNT } from '../../core/network';
import type { Split } from '../../core/splits';
import type { ClassSummary } from '../../protocol/browsing';
import { useRun } from '../../state/run-store';
import { useBrowsing } from '../../state/browsing';
import { DigitPicture } from '../shared/digit-picture';
import { formatCount, formatPercent } from '../shared/number-format';
import classes from './digits.module.css';

/** How many digits each class has, and what they look like on average. */
export function ClassOverview({ splits }: { readonly splits: readonly Split[] }) {
  const summary = useClassSummary(splits);
  const dataset = useRun((run) => run.dataset);
  const digits = labelsOf(dataset);
  const headingId = useId();
  const counts = digits.map((digit) => summary?.counts[digit] ?? 0);
  const most = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <section className={classes['overview']} aria-labelledby={headingId}>
      <Title order={4} size="h5" id={headingId}>
        The average digit, and how many there are
      </Title>
      <Text size="sm" className={classes['soft']}>
        {dataset.preparation === 'mnist'
          ? 'Where an average is blurred, people write that digit in different ways. '
          : 'Where an average is blurred, the pictures of its class differ. '}
        {dataset.id === MNIST.id && 'The classes are not quite balanced: there are more 1s than 5s.'}
      </Text>
      <ul
        className={classes['classes']}
        data-testid="class-counts"
        data-value={summary ? counts.join(',') : ''}
      >
        {digits.map((digit) => (
          <li key={digit} className={classes['class']}>
            {summary && (
              <DigitPicture
                pixels={summary.means.subarray(digit * PIXEL_COUNT, (digit + 1) * PIXEL_COUNT)}
                label={`the average ${dataset.classNames[digit]}`}
              />
            )}
            <span className={classes['track']} aria-hidden>
              <span className={classes['bar']} style={{ width: `${(100 * counts[digit]!) / most}%` }} />
            </span>
            <Text size="xs" component="span">
              <b>{dataset.classNames[digit]}</b>: {formatCount(counts[digit]!)}
            </Text>
            <Text size="xs" component="span" className={classes['soft']}>
              {formatPercent(total === 0 ? Number.NaN : counts[digit]! / total, 1)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useClassSummary(splits: readonly Split[]): ClassSummary | undefined {
  const desk = useBrowsing(({ desk }) => desk);
  const [summary, setSummary] = useState<ClassSummary>();
  useEffect(() => {
    let outdated = false;
    void desk?.classes(splits).then((answer) => {
      if (!outdated) setSummary(answer);
    });
    return () => {
      outdated = true;
    };
  }, [desk, splits]);
  return summary;
}
