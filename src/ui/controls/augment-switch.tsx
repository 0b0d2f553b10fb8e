import { Switch } from '@mantine/core';
import { FIELDS } from '../../core/experiment';
import { useExperiment } from '../../state/experiment-store';
import { changeSettings } from '../../state/go-on';

/** The one setting that is either on or off. */
export function AugmentSwitch({ disabled }: { readonly disabled: boolean }) {
  const augment = useExperiment(({ experiment }) => experiment.augment);
  return (
    <Switch
      label={FIELDS.augment.label}
      description="Turns, scales, shifts and warps each digit a little, thickens or thins its strokes, anew in every epoch, and mixes in digits by other hands."
      disabled={disabled}
      checked={augment}
      onChange={(event) => void changeSettings({ augment: event.currentTarget.checked })}
    />
  );
}
