import { DigitsWait } from './digits-wait';
import { EarlierRunsCard } from './earlier-runs-card';
import { GoOnForm } from './go-on-form';
import { OfflineNotes } from './offline-notes';
import { StandInNote } from './stand-in-note';
import { TroubleNote } from './trouble-note';
import { UnkeptNote } from './unkept-note';

/** What is to be said and done about runs below the Train panel. Arrives after the shell. */
export function RunNotes() {
  return (
    <>
      <DigitsWait />
      <StandInNote />
      <UnkeptNote />
      <TroubleNote />
      <GoOnForm />
      <EarlierRunsCard />
      <OfflineNotes />
    </>
  );
}
