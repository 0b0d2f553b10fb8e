/** The first layer in words. */
import { MNIST } from '../../core/dataset';
import type { FirstLayerReport } from '../../protocol/insight';
import { formatCount } from '../shared/number-format';

/** Units are counted from 1 on the page; those that are the output are named by their digit. */
export const unitName = (unit: number, { isOutput }: Pick<FirstLayerReport, 'isOutput'>): string =>
  isOutput ? `Digit ${MNIST.classNames[unit]}` : `Unit ${unit + 1}`;

/** The pictures in a few sentences. */
export function summariseFirstLayer({ norms, step, isOutput }: FirstLayerReport): string {
  const order = [...norms.keys()].sort((a, b) => norms[b]! - norms[a]!);
  const [most, least] = [order[0]!, order.at(-1)!];
  const [largest, smallest] = [norms[most]!.toFixed(2), norms[least]!.toFixed(2)];
  if (isOutput) {
    const { classNames } = MNIST;
    return (
      'There is no hidden layer: these units are the output, one for each digit. ' +
      `At step ${formatCount(step)} the ${classNames[most]} has the largest weights (norm ${largest}), ` +
      `the ${classNames[least]} the smallest (${smallest}).`
    );
  }
  return (
    `${formatCount(norms.length)} units at step ${formatCount(step)}. Unit ${most + 1} has the largest weights ` +
    `(norm ${largest}), unit ${least + 1} the smallest (${smallest}).`
  );
}
