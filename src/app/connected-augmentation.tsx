import { useMemo, useState } from 'react';
import { Text } from '@mantine/core';
import { PIXEL_COUNT } from '../core/network';
import { useExperiment } from '../state/experiment-store';
import { changeSettings } from '../state/go-on';
import { useRun } from '../state/run-store';
import { AugmentationPreview } from '../ui/augmentation/augmentation-preview';

/** What has to be said about the settings as they are. */
function noteOn(augment: boolean, training: boolean): string {
  if (!augment) return 'Augmentation is off in the settings: the network sees each digit as it is.';
  return training ? 'The strength can be changed when the run is paused or has ended.' : '';
}

/** Shows the sample digits, one after the other. */
export function ConnectedAugmentation() {
  const samples = useRun((run) => run.samples);
  const training = useRun((run) => run.status === 'training');
  const { seed, augment, augmentStrength } = useExperiment(({ experiment }) => experiment);
  const [turn, setTurn] = useState(0);
  const digit = useMemo(() => {
    if (!samples) return undefined;
    const place = turn % samples.labels.length;
    return {
      pixels: samples.pixels.subarray(place * PIXEL_COUNT, (place + 1) * PIXEL_COUNT),
      label: samples.labels[place]!,
      index: samples.indices[place]!,
    };
  }, [samples, turn]);
  if (!digit) return <Text size="sm">The first digits are still loading.</Text>;
  return (
    <AugmentationPreview
      digit={digit}
      seed={seed}
      strength={augmentStrength}
      note={noteOn(augment, training)}
      disabled={training}
      onStrength={(strength) => void changeSettings({ augmentStrength: strength })}
      onAnother={() => setTurn(turn + 1)}
    />
  );
}
