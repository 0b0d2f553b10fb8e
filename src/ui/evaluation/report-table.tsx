import { type ClassificationReport, type ReportRow, toFixedHalfEven } from '../../core/classification-report';
import { formatCount } from '../shared/number-format';
import classes from './report-table.module.css';

/** Decimals, on screen and in the copied text: one test digit is 0.001 of its class. */
export const REPORT_DIGITS = 4;

interface ReportTableProps {
  readonly report: ClassificationReport;
  /** The id of the heading that names the table. */
  readonly labelledBy: string;
}

const fixed = (fraction: number): string => toFixedHalfEven(fraction, REPORT_DIGITS);

function Row({ row }: { readonly row: ReportRow }) {
  return (
    <tr>
      <th scope="row">{row.name}</th>
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
    <table className={classes['report']} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">digit</th>
          <th scope="col">precision</th>
          <th scope="col">recall</th>
          <th scope="col">f1-score</th>
          <th scope="col">support</th>
        </tr>
      </thead>
      <tbody>
        {report.classes.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </tbody>
      <tbody>
        <tr>
          <th scope="row" colSpan={3}>
            accuracy
          </th>
          <td>{fixed(report.accuracy)}</td>
          <td>{formatCount(report.support)}</td>
        </tr>
        <Row row={report.macroAvg} />
        <Row row={report.weightedAvg} />
      </tbody>
    </table>
  );
}
