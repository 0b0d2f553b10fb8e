import '../ui/shared/for-everyone.css';
import { FaultAlert } from '../ui/controls/fault-alert';
import { RunBar } from '../ui/controls/run-bar';
import { surviveTranslation } from '../ui/shared/survive-translation';
import classes from './app.module.css';
import { ConnectedPad } from './connected-pad';
import { Dock } from './dock';
import { Footer } from './footer';
import { Header } from './header';
import { latePart } from './late-part';
import { LazyPart } from './lazy-part';
import { useSeen } from './use-seen';
import { addressNow, dismissNotes, pageLink, useAddress } from '../state/address';
import { placeOf, useHash } from '../state/places';
import { useRun } from '../state/run-store';
import { Sections } from './sections';
import { useProjector } from './use-projector';

const Charts = latePart(() => import('./connected-charts').then((part) => part.ConnectedCharts));
const TopNotes = latePart(() => import('./top-notes').then((part) => part.TopNotes));
const AddressNote = latePart(() => import('../ui/controls/address-note').then((part) => part.AddressNote));
const EmbedFooter = latePart(() => import('./embed-footer').then((part) => part.EmbedFooter));
const TrainingWords = latePart(() =>
  import('../ui/controls/training-words').then((part) => part.TrainingWords),
);
const RunSetup = latePart(() => import('../ui/controls/run-setup').then((part) => part.RunSetup));
const RunNotes = latePart(() => import('../ui/controls/run-notes').then((part) => part.RunNotes));

const ForEveryone = latePart(() => import('./for-everyone').then((part) => part.ForEveryone));

surviveTranslation();

export function App() {
  const hash = useHash();
  const { view, section } = placeOf(hash);
  const projector = useProjector();
  const notes = useAddress((address) => address.notes);
  // Within another page: pad, curves and Train alone, all in view whatever the width.
  const { embed } = addressNow();
  const hasNetwork = useRun((run) => run.progress !== undefined);
  // On a phone, what has not been looked at yet is not fetched; what there is to know of a run, when there is one.
  const isSetupSeen = useSeen(view === 'train' || hasNetwork);
  const areChartsSeen = useSeen(embed || view === 'curves');
  const isMoreSeen = useSeen(view === 'more');
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
      <main data-focus-home>
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
            <TopNotes />
          </LazyPart>
        </div>
        <div className={classes['stage']}>
          <div className={classes['train']}>
            <RunBar
              about={
                <LazyPart part="the explanation" height={80}>
                  <TrainingWords />
                </LazyPart>
              }
            />
            <div className={classes['notes']}>
              <LazyPart part="what there is to say of your runs" height={0}>
                <RunNotes />
              </LazyPart>
            </div>
            {!embed && (
              <div className={classes['setup']}>
                {isSetupSeen && (
                  <LazyPart part="the recipes" height={230}>
                    <RunSetup />
                  </LazyPart>
                )}
              </div>
            )}
          </div>
          <div className={classes['charts']}>
            {areChartsSeen && (
              <LazyPart part="the charts" height={420}>
                <Charts />
              </LazyPart>
            )}
          </div>
          <div className={classes['pad']}>
            <ConnectedPad />
          </div>
        </div>
        {embed ? undefined : projector.shown === undefined ? (
          <div className={classes['more']}>{isMoreSeen && <Sections open={section} hash={hash} />}</div>
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
      <LazyPart part="what is said aloud" height={0}>
        <ForEveryone />
      </LazyPart>
    </div>
  );
}
