import { labelsOf, MNIST } from '../../core/dataset';
import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { openYourDigits, removeDigits, undoRemoval, useYourDigits } from '../../state/your-digits';
import { Panel } from '../shared/panel';
import { DigitFiles } from './digit-files';
import { DigitGroup } from './digit-group';
import { HandWords } from './hand-words';
import { FineTuningCard } from './fine-tuning';
import classes from './your-digits.module.css';

const LABELS = labelsOf(MNIST);

/** The drawings that the visitor has named: to look at, to carry elsewhere, and to teach the network with. */
export function YourDigitsPanel() {
  useEffect(() => void openYourDigits(), []);
  const { digits, removed, problem } = useYourDigits();
  return (
    <Panel
      title="Your digits"
      about={<HandWords />}
      hint={
        digits.length === 0
          ? 'When a digit of yours is misread, say what it was. About ten are enough to teach the network your hand.'
          : 'Kept in this browser, and nowhere else.'
      }
    >
      <FineTuningCard digits={digits} />
      {digits.length > 0 && (
        <div className={classes['groups']} data-testid="your-digits" data-value={digits.length}>
          {LABELS.map((label) => ({ label, own: digits.filter((digit) => digit.label === label) })).map(
            ({ label, own }) =>
              own.length > 0 && (
                <DigitGroup key={label} label={label} digits={own} onRemove={(id) => removeDigits([id])} />
              ),
          )}
        </div>
      )}
      <Text size="sm" role="status" className={classes['removed']}>
        {removed.length > 0 && (
          <>
            {removed.length === 1 ? 'One digit' : `${removed.length} digits`} removed.{' '}
            <Button size="compact-xs" variant="light" onClick={undoRemoval}>
              Bring back
            </Button>
          </>
        )}
      </Text>
      <div className={classes['foot']}>
        <DigitFiles digits={digits} />
        {digits.length > 0 && (
          <RemoveAll count={digits.length} onRemove={() => removeDigits(digits.map(({ id }) => id))} />
        )}
      </div>
      {problem !== undefined && (
        <Text size="sm" role="alert" className={classes['problem']}>
          {problem}
        </Text>
      )}
    </Panel>
  );
}

/** Asks once more before it does it. */
function RemoveAll({ count, onRemove }: { readonly count: number; readonly onRemove: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes['question']}>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        Remove all
      </Button>
      {asking && (
        <>
          <Text size="sm">{count === 1 ? 'This one digit' : `All ${count} digits`}?</Text>
          <Button size="compact-sm" color="red" variant="light" onClick={onRemove}>
            Yes, remove
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            Keep them
          </Button>
        </>
      )}
    </div>
  );
}
