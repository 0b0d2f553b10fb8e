import { useRun } from '../state/run-store';
import { drawSamples } from '../state/trainer';
import { SamplesPanel } from '../ui/samples/samples-panel';

export function ConnectedSamples() {
  const samples = useRun((run) => run.samples);
  const dataset = useRun((run) => run.dataset);
  return (
    <SamplesPanel
      samples={samples}
      dataset={dataset}
      onAnother={() => void drawSamples()}
      loading={samples === undefined}
    />
  );
}
