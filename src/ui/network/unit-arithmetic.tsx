import type { UnitPlace } from '../../protocol/insight';
import { UnitSumView } from './unit-sum-view';
import { useArithmeticAnswer } from './use-arithmetic';

/** The sum of the chosen unit of a layer, once the worker has told it. */
export function UnitArithmetic({ layer }: { readonly layer: UnitPlace['layer'] }) {
  const answer = useArithmeticAnswer();
  const unit = answer?.arithmetic.unit;
  return answer && unit?.place.layer === layer ? (
    <UnitSumView unit={unit} digit={answer.digit} step={answer.arithmetic.step} />
  ) : null;
}
