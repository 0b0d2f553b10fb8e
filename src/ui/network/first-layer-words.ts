/** The first layer in words. */
import { MNIST } from '../../core/dataset';
import type { FirstLayerReport } from '../../protocol/insight';
import { formatCount } from '../shared/number-format';

/** Units are counted from 1 on the page; those that are the output are named by their digit. */
export const unitName = (unit: number, { isOutput }: Pick<FirstLayerReport, 'isOutput'>): string =>
  isOutput ? `Digit ${MNIST.classNames[unit]}` : `Unit ${unit + 1}`;

/** The pictures in a few sentences. */
export function summariseFirstLayer(report: FirstLayerReport): string {
  const { norms, step, isOutput } = report;
  const order = [...norms.keys()].toSorted((a, b) => norms[b]! - norms[a]!);
  const [most, least] = [order[0]!, order.at(-1)!];
  const units = isOutput
    ? 'There is no hidden layer: these units are the output, one for each digit'
    : `${formatCount(norms.length)} units`;
  return (
    `${units} at step ${formatCount(step)}. ${unitName(most, report)} has the largest weights ` +
    `(norm ${norms[most]!.toFixed(2)}), ${unitName(least, report).toLowerCase()} the smallest (${norms[least]!.toFixed(2)}).`
  );
}
