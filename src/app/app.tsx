import { lazy } from 'react';
import { FaultAlert } from '../ui/controls/fault-alert';
import { RunBar } from '../ui/controls/run-bar';
import classes from './app.module.css';
import { ConnectedPad } from './connected-pad';
import { Dock } from './dock';
import { Footer } from './footer';
import { Header } from './header';
import { LazyPart } from './lazy-part';
import { addressNow, dismissNotes, pageLink, useAddress } from '../state/address';
import { placeOf, useHash } from '../state/places';
import { Sections } from './sections';
import { useProjector } from './use-projector';

const Charts = lazy(() => import('./connected-charts').then((part) => ({ default: part.ConnectedCharts })));
const TaskCard = lazy(() => import('../ui/lesson/task-card').then((part) => ({ default: part.TaskCard })));
const AddressNote = lazy(() =>
  import('../ui/controls/address-note').then((part) => ({ default: part.AddressNote })),
);
const EmbedFooter = lazy(() => import('./embed-footer').then((part) => ({ default: part.EmbedFooter })));
const RunSetup = lazy(() => import('../ui/controls/run-setup').then((part) => ({ default: part.RunSetup })));
const RunNotes = lazy(() => import('../ui/controls/run-notes').then((part) => ({ default: part.RunNotes })));

export function App() {
  const hash = useHash();
  const { view, section } = placeOf(hash);
  const projector = useProjector();
  const notes = useAddress((address) => address.notes);
  // Within another page: pad, curves and Train alone, all in view whatever the width.
  const { embed } = addressNow();
  return (
    <div
      className={classes['page']}
      data-view={embed ? undefined : view}
      data-embed={embed || undefined}
      data-projected={projector.shown}
    >
      {embed ? (
        <h1 className={classes['name']}>Inkling</h1>
      ) : (
        <Header projecting={projector.shown !== undefined} onProject={projector.toggle} />
      )}
      <main>
        <div className={classes['faults']}>
          <FaultAlert />
          {notes.length > 0 && (
            <LazyPart part="what the address said" height={0}>
              <AddressNote notes={notes} onDismiss={dismissNotes} />
            </LazyPart>
          )}
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
            {!embed && (
              <div className={classes['setup']}>
                <LazyPart part="the recipes" height={230}>
                  <RunSetup />
                </LazyPart>
              </div>
            )}
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
        {embed ? undefined : projector.shown === undefined ? (
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
      {embed ? (
        <LazyPart part="the link to the whole page" height={36}>
          <EmbedFooter link={pageLink} />
        </LazyPart>
      ) : (
        <>
          <Dock view={view} section={section} />
          <Footer />
        </>
      )}
    </div>
  );
}
