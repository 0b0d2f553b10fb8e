import { lazy } from 'react';
import { FaultAlert } from '../ui/controls/fault-alert';
import { RunBar } from '../ui/controls/run-bar';
import { RunSetup } from '../ui/controls/run-setup';
import classes from './app.module.css';
import { ConnectedPad } from './connected-pad';
import { Dock } from './dock';
import { Footer } from './footer';
import { Header } from './header';
import { LazyPart } from './lazy-part';
import { placeOf, useHash } from '../state/places';
import { Sections } from './sections';

const Charts = lazy(() => import('./connected-charts').then((part) => ({ default: part.ConnectedCharts })));
const RunNotes = lazy(() => import('../ui/controls/run-notes').then((part) => ({ default: part.RunNotes })));

export function App() {
  const hash = useHash();
  const { view, section } = placeOf(hash);
  return (
    <div className={classes['page']} data-view={view}>
      <Header />
      <main>
        <div className={classes['faults']}>
          <FaultAlert />
        </div>
        <div className={classes['stage']}>
          <div className={classes['train']}>
            <RunBar />
            <div className={classes['setup']}>
              <LazyPart part="what there is to say of your runs" height={0}>
                <RunNotes />
              </LazyPart>
              <RunSetup />
            </div>
          </div>
          <div className={classes['charts']}>
            <LazyPart part="the charts" height={420}>
              <Charts />
            </LazyPart>
          </div>
          <div className={classes['pad']}>
            <ConnectedPad />
          </div>
        </div>
        <div className={classes['more']}>
          <Sections open={section} hash={hash} />
        </div>
      </main>
      <Dock view={view} section={section} />
      <Footer />
    </div>
  );
}
