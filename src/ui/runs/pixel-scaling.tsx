import { NativeSelect } from '@mantine/core';
import { INPUT_SCALINGS, type InputScaling, SCALING_FACTS } from '../../core/input-scaling';
import type { RunRecord } from '../../library/run-record';

const CHOICES = INPUT_SCALINGS.map((value) => ({ value, label: SCALING_FACTS[value].words }));

/** How the pixels of a network that came in a file are scaled, to be changed until it is trained on. */
export function PixelScaling({ run }: { readonly run: RunRecord }) {
  const { id, name, imported, step } = run;
  if (!imported || imported.step !== step) return null;
  const change = async (scaling: InputScaling): Promise<void> => {
    const { rescaleRun } = await import('../../state/files');
    await rescaleRun(id, scaling);
  };
  return (
    <NativeSelect
      size="xs"
      label="Pixels"
      aria-label={`Pixels of ${name}`}
      data-testid="pixel-scaling"
      data={CHOICES}
      value={imported.scaling}
      onChange={(event) => void change(event.currentTarget.value as InputScaling)}
    />
  );
}
