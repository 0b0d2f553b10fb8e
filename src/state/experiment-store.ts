/** The experiment on screen, which the page's address always describes. */
import type { Experiment } from '../core/experiment';
import { formatAddress, parseAddress } from '../core/experiment-url';
import { type PresetName, PRESETS } from '../core/presets';
import { replaceAddress } from './replace-address';
import { slice } from './store';

const address = parseAddress(window.location.search);

/** It outlives networks; one that is put on screen brings that of its own run along. */
const [use, set] = slice<{ readonly experiment: Experiment }, { readonly experiment?: Experiment }>(
  'experiment',
  { experiment: address.experiment },
  (shown) => (shown ? { experiment: shown.record.experiment } : {}),
);
export const useExperiment = use;

/** What in the address was not understood, one sentence each. */
export const addressProblems = address.problems.map(({ message }) => message);

/** Whether the address asks for training to start by itself. Read once, when the page opens. */
export const autostart = address.autostart;

function writeAddress(): void {
  const query = formatAddress(useExperiment.getState().experiment, autostart, window.location.search);
  replaceAddress(query + window.location.hash);
}

useExperiment.subscribe(writeAddress);
// The browser's back button leads to another place of the page, not to other settings.
window.addEventListener('popstate', writeAddress);
writeAddress();

export function changeExperiment(changes: Partial<Experiment>): void {
  set(({ experiment }) => ({ experiment: { ...experiment, ...changes } }));
}

/** Takes over a preset's recipe; the engine and the seed stay the visitor's. */
export function choosePreset(name: PresetName): void {
  const { engine, seed } = useExperiment.getState().experiment;
  changeExperiment({ ...PRESETS[name].experiment, engine, seed });
}
