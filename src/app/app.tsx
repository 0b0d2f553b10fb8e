import '../ui/shared/for-everyone.css';
import { lazy } from 'react';
import { FaultAlert } from '../ui/controls/fault-alert';
import { RunBar } from '../ui/controls/run-bar';
import { surviveTranslation } from '../ui/shared/survive-translation';
import classes from './app.module.css';
import { ConnectedPad } from './connected-pad';
import { Dock } from './dock';
import { Footer } from './footer';
import { Header } from './header';
import { LazyPart } from './lazy-part';
import { placeOf, useHash } from '../state/places';
import { Sections } from './sections';
import { useProjector } from './use-projector';

const Charts = lazy(() => import('./connected-charts').then((part) => ({ default: part.ConnectedCharts })));
const TaskCard = lazy(() => import('../ui/lesson/task-card').then((part) => ({ default: part.TaskCard })));
const RunSetup = lazy(() => import('../ui/controls/run-setup').then((part) => ({ default: part.RunSetup })));
const RunNotes = lazy(() => import('../ui/controls/run-notes').then((part) => ({ default: part.RunNotes })));

const ForEveryone = lazy(() => import('./for-everyone').then((part) => ({ default: part.ForEveryone })));

surviveTranslation();

export function App() {
  const hash = useHash();
  const { view, section } = placeOf(hash);
  const projector = useProjector();
  return (
    <div className={classes['page']} data-view={view} data-projected={projector.shown}>
      <Header projecting={projector.shown !== undefined} onProject={projector.toggle} />
      <main data-focus-home>
        <div className={classes['faults']}>
          <FaultAlert />
        </div>
        <div className={classes['task']}>
          <LazyPart part="the lesson" height={0}>
            <TaskCard />
          </LazyPart>
        </div>
        <div className={classes['stage']}>
          <div className={classes['train']}>
            <RunBar />
            <div className={classes['notes']}>
              <LazyPart part="what there is to say of your runs" height={0}>
                <RunNotes />
              </LazyPart>
            </div>
            <div className={classes['setup']}>
              <LazyPart part="the recipes" height={230}>
                <RunSetup />
              </LazyPart>
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
        {projector.shown === undefined ? (
          <div className={classes['more']}>
            <Sections open={section} hash={hash} />
          </div>
        ) : (
          <p className={classes['keys']}>
            <kbd>1</kbd> both <kbd>2</kbd> curves <kbd>3</kbd> pad <kbd>T</kbd> train and hold <kbd>Esc</kbd>{' '}
            leave
          </p>
        )}
      </main>
      <Dock view={view} section={section} />
      <Footer />
      <LazyPart part="what is said aloud" height={0}>
        <ForEveryone />
      </LazyPart>
    </div>
  );
}
