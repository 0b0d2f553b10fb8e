import { Group, Text, Title } from '@mantine/core';
import { memo, useId, useState } from 'react';
import { classificationReport } from '../../core/classification-report';
import type { SplitEvaluation } from '../../protocol/browsing';
import { Choice } from '../shared/choice';
import { formatPercent, formatTimes } from '../shared/number-format';
import { CalibrationCurve } from './calibration-curve';
import { CellDigits } from './cell-digits';
import { type Cell, ConfusionTable } from './confusion-table';
import { topConfusions } from './confusions';
import classes from './evaluation-panel.module.css';
import { ReportTable } from './report-table';
import { ShareReport } from './share-report';

const TOP_CONFUSIONS = 5;

const UNITS: readonly { value: 'count' | 'percent'; label: string }[] = [
  { value: 'count', label: 'Counts' },
  { value: 'percent', label: 'Per cent of row' },
];

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

/** Everything that a reading of the validation or the test digits shows below its figures. */
export const Findings = memo(function Findings({
  splitEvaluation,
}: {
  readonly splitEvaluation: SplitEvaluation;
}) {
  const { split, evaluation, calibration } = splitEvaluation;
  const [cell, setCell] = useState<Cell>();
  const [unit, setUnit] = useState<'count' | 'percent'>('count');
  const headingId = useId();
  const report = classificationReport(evaluation.confusion);
  const choose = ({ row, column }: Cell): void =>
    setCell(cell?.row === row && cell.column === column ? undefined : { row, column });
  return (
    <div className={classes['findings']}>
      <section className={classes['section']}>
        <Group justify="space-between" gap="xs">
          <Title order={3} size="h5">
            What it took for what
          </Title>
          <Choice label="What the squares hold" choices={UNITS} value={unit} onChange={setUnit} />
        </Group>
        <ConfusionTable matrix={evaluation.confusion} unit={unit} chosen={cell} onChoose={choose} />
      </section>
      {cell && (
        <section className={`${classes['section']} ${classes['wide']}`}>
          <CellDigits split={split} cell={cell} onClose={() => setCell(undefined)} />
        </section>
      )}
      <div className={classes['side']}>
        <section className={classes['section']}>
          <Title order={3} size="h5">
            Mixed up most often
          </Title>
          <TopConfusions matrix={evaluation.confusion} />
        </section>
        <section className={classes['section']}>
          <Title order={3} size="h5" id={headingId}>
            Digit by digit
          </Title>
          <ReportTable report={report} labelledBy={headingId} />
          <ShareReport report={report} split={split} />
        </section>
      </div>
      <section className={`${classes['section']} ${classes['wide']} ${classes['calibration']}`}>
        <CalibrationCurve bins={calibration} />
      </section>
    </div>
  );
});
