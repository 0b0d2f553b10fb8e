import { Switch } from '@mantine/core';
import { FIELDS } from '../../core/experiment';
import { changeExperiment, useExperiment } from '../../state/experiment-store';

/** The one setting that is either on or off. */
export function AugmentSwitch({ disabled }: { readonly disabled: boolean }) {
  const augment = useExperiment(({ experiment }) => experiment.augment);
  return (
    <Switch
      label={FIELDS.augment.label}
      description="Turns, scales, shifts and warps each digit a little, thickens or thins its strokes, anew in every epoch, and mixes in a few by other hands."
      disabled={disabled}
      checked={augment}
      onChange={(event) => changeExperiment({ augment: event.currentTarget.checked })}
    />
  );
}
