import { Text } from '@mantine/core';
import classes from './arithmetic.module.css';
import { SoftmaxTable } from './softmax-table';
import { UnitArithmetic } from './unit-arithmetic';
import { useArithmeticAnswer, useUnitChoice } from './use-arithmetic';

/** The end of the way: softmax step by step, and how the logit of a chosen digit comes about. */
export function OutputArithmetic() {
  const answer = useArithmeticAnswer();
  const [chosen, choose] = useUnitChoice('last');
  if (!answer) return null;
  return (
    <div className={classes['pair']}>
      <SoftmaxTable
        softmax={answer.arithmetic.softmax}
        digit={answer.digit}
        step={answer.arithmetic.step}
        chosen={chosen}
        onChoose={choose}
      />
      {chosen === undefined ? (
        <Text size="sm" className={classes['soft']}>
          Press a digit of the table to see how its logit comes about.
        </Text>
      ) : (
        <UnitArithmetic layer="last" />
      )}
    </div>
  );
}
