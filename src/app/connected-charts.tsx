import { useRun } from '../state/run-store';
import { useSeries } from '../state/series';
import { ChartsPanel } from '../ui/charts/charts-panel';

export function ConnectedCharts() {
  const curves = useSeries();
  const stepsPerEpoch = useRun((run) => run.progress?.stepsPerEpoch ?? 0);
  return <ChartsPanel {...curves} stepsPerEpoch={stepsPerEpoch} />;
}
