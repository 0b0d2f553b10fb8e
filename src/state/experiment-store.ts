/** The experiment on screen, which the page's address always describes. */
import type { MendedAddress } from '../core/address/mend-address';
import type { Experiment } from '../core/experiment';
import { formatAddress } from '../core/experiment-url';
import { type PresetName, PRESETS } from '../core/presets';
import { addressNow, isUnderstood, takeAddress } from './address';
import { replaceAddress } from './replace-address';
import { paceNow, readPace, useSlowMotion } from './slow-motion-store';
import { slice } from './store';

/** It outlives networks; one that is put on screen brings that of its own run along. */
const [use, set] = slice<{ readonly experiment: Experiment }, { readonly experiment?: Experiment }>(
  'experiment',
  { experiment: addressNow().experiment },
  (shown) => (shown ? { experiment: shown.record.experiment } : {}),
);
export const useExperiment = use;

function writeAddress(): void {
  // Not before it is known what it says.
  if (!isUnderstood()) return;
  const { autostart } = addressNow();
  const query = formatAddress(
    useExperiment.getState().experiment,
    autostart,
    window.location.search,
    paceNow(),
  );
  replaceAddress(query + window.location.hash);
}

useExperiment.subscribe(writeAddress);
useSlowMotion.subscribe(writeAddress);
// The browser's back button leads to another place of the page, not to other settings.
window.addEventListener('popstate', writeAddress);
writeAddress();

/** Takes over what a mended address says; see address.ts. Before anything else begins. */
export function readAddress(mended?: MendedAddress): void {
  takeAddress(mended);
  readPace();
  set({ experiment: addressNow().experiment });
}

export function changeExperiment(changes: Partial<Experiment>): void {
  set(({ experiment }) => ({ experiment: { ...experiment, ...changes } }));
}

/** Takes over a preset's recipe; the data set, the engine and the seed stay the visitor's. */
export function choosePreset(name: PresetName): void {
  const { data, engine, seed } = useExperiment.getState().experiment;
  changeExperiment({ ...PRESETS[name].experiment, data, engine, seed });
}
