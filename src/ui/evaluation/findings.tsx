import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import { classificationReport } from '../../core/classification-report';
import type { Evaluation } from '../../core/metrics';
import { formatPercent, formatTimes } from '../shared/number-format';
import { ConfusionTable } from './confusion-table';
import { topConfusions } from './confusions';
import classes from './evaluation-panel.module.css';
import { ReportTable } from './report-table';
import { ShareReport } from './share-report';

const TOP_CONFUSIONS = 5;

function TopConfusions({ matrix }: { readonly matrix: Uint32Array }) {
  const confusions = topConfusions(matrix, TOP_CONFUSIONS);
  if (confusions.length === 0) return <Text size="sm">None: every digit was read right.</Text>;
  return (
    <ol className={classes['confusions']}>
      {confusions.map(({ truth, reading, count, share }) => (
        <li key={`${truth}-${reading}`}>
          <span>
            <b>{truth}</b> read as <b>{reading}</b>: {formatTimes(count)}
          </span>{' '}
          <span className={classes['soft']}>
            {formatPercent(share, 1)} of all {truth}s
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Everything that a finished evaluation shows below its figures. */
export function Findings({ evaluation }: { readonly evaluation: Evaluation }) {
  const headingId = useId();
  const report = classificationReport(evaluation.confusion);
  return (
    <div className={classes['findings']}>
      <section>
        <Title order={3} size="h5">
          What it took for what
        </Title>
        <ConfusionTable matrix={evaluation.confusion} />
      </section>
      <div className={classes['side']}>
        <section>
          <Title order={3} size="h5">
            Mixed up most often
          </Title>
          <TopConfusions matrix={evaluation.confusion} />
        </section>
        <section>
          <Title order={3} size="h5" id={headingId}>
            Digit by digit
          </Title>
          <ReportTable report={report} labelledBy={headingId} />
          <ShareReport report={report} />
        </section>
      </div>
    </div>
  );
}
