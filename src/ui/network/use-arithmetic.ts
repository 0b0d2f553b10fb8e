import { useCallback, useEffect } from 'react';
import type { UnitPlace } from '../../protocol/insight';
import { chooseUnit, useArithmetic, viewArithmetic } from '../../state/arithmetic-store';

/** The latest answer, which is asked for as long as the component is on the page. */
export function useArithmeticAnswer() {
  useEffect(viewArithmetic, []);
  return useArithmetic((state) => state.answer);
}

/**
 * The unit of a layer whose sum is shown, and the way to choose one. One sum is shown at a time, wherever it is: choosing a
 * unit of the other layer takes it there. Forgotten when the component leaves the page.
 */
export function useUnitChoice(layer: UnitPlace['layer']): [number | undefined, (unit: number) => void] {
  const unit = useArithmetic(({ chosen }) => (chosen?.layer === layer ? chosen.unit : undefined));
  useEffect(
    () => () => {
      if (useArithmetic.getState().chosen?.layer === layer) chooseUnit(undefined);
    },
    [layer],
  );
  const choose = useCallback((chosen: number) => chooseUnit({ layer, unit: chosen }), [layer]);
  return [unit, choose];
}
