import type { ReactNode } from 'react';
import { type ClassificationReport, type ReportRow, toFixedHalfEven } from '../../core/classification-report';
import { formatCount } from '../shared/number-format';
import { Term } from '../shared/term';
import classes from './report-table.module.css';

/** Decimals, on screen and in the copied text: one test digit is 0.001 of its class. */
export const REPORT_DIGITS = 4;

interface ReportTableProps {
  readonly report: ClassificationReport;
  /** The id of the heading that names the table. */
  readonly labelledBy: string;
}

const fixed = (fraction: number): string => toFixedHalfEven(fraction, REPORT_DIGITS);

interface RowProps {
  readonly row: ReportRow;
  readonly label: ReactNode;
}

function Row({ row, label }: RowProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{fixed(row.precision)}</td>
      <td>{fixed(row.recall)}</td>
      <td>{fixed(row.f1)}</td>
      <td>{formatCount(row.support)}</td>
    </tr>
  );
}

/** The per-class report, row by row where scikit-learn's classification_report has it. */
export function ReportTable({ report, labelledBy }: ReportTableProps) {
  return (
    <div className={classes['around']}>
      <table className={classes['report']} aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">digit</th>
            <th scope="col">
              <Term of="precision" />
            </th>
            <th scope="col">
              <Term of="recall" />
            </th>
            <th scope="col">
              <Term of="f1-score" />
            </th>
            <th scope="col">
              <Term of="support" />
            </th>
          </tr>
        </thead>
        <tbody>
          {report.classes.map((row) => (
            <Row key={row.name} row={row} label={row.name} />
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="row" colSpan={3}>
              <Term of="accuracy" />
            </th>
            <td>{fixed(report.accuracy)}</td>
            <td>{formatCount(report.support)}</td>
          </tr>
          <Row row={report.macroAvg} label={<Term of="macro average">{report.macroAvg.name}</Term>} />
          <Row
            row={report.weightedAvg}
            label={<Term of="weighted average">{report.weightedAvg.name}</Term>}
          />
        </tbody>
      </table>
    </div>
  );
}
