import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { compareRun, comparedRuns, currentRun, useLibrary } from '../state/library-store';
import { useRun } from '../state/run-store';
import { useSeries } from '../state/series';
import { ChartsPanel } from '../ui/charts/charts-panel';

/** As many as there are colours to tell them apart. */
const MAX_RUNS = 8;

export function ConnectedCharts() {
  const curves = useSeries();
  const progressEpoch = useRun((run) => run.progress?.stepsPerEpoch ?? 0);
  const id = useLibrary((library) => library.currentId ?? '');
  // Not the record itself: it changes with every point that the run on screen gains.
  const name = useLibrary((library) => currentRun(library)?.name ?? 'This run');
  const colour = useLibrary((library) => currentRun(library)?.colour ?? 0);
  const recordEpoch = useLibrary((library) => currentRun(library)?.stepsPerEpoch ?? 0);
  const test = useLibrary((library) => currentRun(library)?.test ?? null);
  const compared = useLibrary(useShallow(comparedRuns));
  const stepsPerEpoch = progressEpoch || recordEpoch;
  const runs = useMemo(
    () => [{ id, name, colour, stepsPerEpoch, curves, test }, ...compared.slice(0, MAX_RUNS - 1)],
    [id, name, colour, stepsPerEpoch, curves, test, compared],
  );
  return (
    <ChartsPanel
      runs={runs}
      leftOutCount={Math.max(0, compared.length - (MAX_RUNS - 1))}
      onRemove={(runId) => compareRun(runId, false)}
    />
  );
}
