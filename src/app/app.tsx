import { lazy } from 'react';
import { FaultAlert } from '../ui/controls/fault-alert';
import { RunPanel } from '../ui/controls/run-panel';
import classes from './app.module.css';
import { Footer } from './footer';
import { Header } from './header';
import { LazyPart } from './lazy-part';
import { ConnectedPad } from './connected-pad';

const Settings = lazy(() =>
  import('../ui/controls/settings-panel').then((part) => ({ default: part.SettingsPanel })),
);
const Machine = lazy(() =>
  import('../ui/device/device-panel').then((part) => ({ default: part.DevicePanel })),
);
const Charts = lazy(() => import('./connected-charts').then((part) => ({ default: part.ConnectedCharts })));
const Runs = lazy(() => import('../ui/runs/runs-panel').then((part) => ({ default: part.RunsPanel })));
const Evaluation = lazy(() =>
  import('./connected-evaluation').then((part) => ({ default: part.ConnectedEvaluation })),
);
const RunNotes = lazy(() => import('../ui/controls/run-notes').then((part) => ({ default: part.RunNotes })));
const SeriesOfRuns = lazy(async () => {
  const [{ SeriesPanel }, { linkSeries }] = await Promise.all([
    import('../ui/series/series-panel'),
    import('../state/series-link'),
  ]);
  linkSeries();
  return { default: SeriesPanel };
});
const YourDigits = lazy(() =>
  import('../ui/hand/your-digits-panel').then((part) => ({ default: part.YourDigitsPanel })),
);
const Insight = lazy(() => import('./insight-section').then((part) => ({ default: part.InsightSection })));
const Samples = lazy(() =>
  import('./connected-samples').then((part) => ({ default: part.ConnectedSamples })),
);

export function App() {
  return (
    <div className={classes['page']}>
      <Header />
      <main className={classes['main']}>
        <div className={classes['faults']}>
          <FaultAlert />
        </div>
        <div className={classes['column']}>
          <div className={classes['train']}>
            <RunPanel />
            <LazyPart part="what there is to say of your runs" height={0}>
              <RunNotes />
            </LazyPart>
          </div>
          <div className={classes['settings']}>
            <LazyPart part="the settings" height={420}>
              <Settings />
            </LazyPart>
          </div>
          <div className={classes['machine']}>
            <LazyPart part="what is known of this device" height={380}>
              <Machine />
            </LazyPart>
          </div>
        </div>
        <div className={classes['column']}>
          <div className={classes['charts']}>
            <LazyPart part="the charts" height={420}>
              <Charts />
            </LazyPart>
          </div>
          <div className={classes['runs']}>
            <LazyPart part="the runs" height={160}>
              <Runs />
            </LazyPart>
          </div>
          <div className={classes['evaluation']}>
            <LazyPart part="the evaluation" height={420}>
              <Evaluation />
            </LazyPart>
          </div>
          <div className={classes['series']}>
            <LazyPart part="the series of runs" height={320}>
              <SeriesOfRuns />
            </LazyPart>
          </div>
        </div>
        <div className={classes['column']}>
          <div className={classes['pad']}>
            <ConnectedPad />
          </div>
          <div className={classes['yours']}>
            <LazyPart part="your digits" height={160}>
              <YourDigits />
            </LazyPart>
          </div>
          <div className={classes['samples']}>
            <LazyPart part="the sample digits" height={320}>
              <Samples />
            </LazyPart>
          </div>
        </div>
      </main>
      <LazyPart part="what lies inside" height={240}>
        <Insight />
      </LazyPart>
      <Footer />
    </div>
  );
}
