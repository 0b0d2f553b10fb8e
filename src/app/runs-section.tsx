import { linkSeries } from '../state/series-link';
import { RunsPanel } from '../ui/runs/runs-panel';
import { SeriesPanel } from '../ui/series/series-panel';
import classes from './sections.module.css';

linkSeries();

export function RunsSection() {
  return (
    <div className={classes['columns']}>
      <div data-wide>
        <RunsPanel />
      </div>
      <div data-wide>
        <SeriesPanel />
      </div>
    </div>
  );
}
