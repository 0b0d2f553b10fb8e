/** Finds out how fast engines are on this device, and takes the visitor's choice of one. */
import type { EngineChoice } from '../core/experiment';
import { benchmarkKey } from '../core/device';
import type { DataProgress } from '../protocol/events';
import { setBenchmarking, useDevice } from './device-store';
import { changeExperiment, useExperiment } from './experiment-store';
import { isRunning, setFault, useRun } from './run-store';
import { commands } from './worker-link';

/** How long the settings must have been left alone: a number is typed digit by digit. */
const SETTLED_MS = 300;

async function benchmark(everyEngine: boolean): Promise<void> {
  setBenchmarking(true);
  try {
    await commands().trainer.benchmark(useExperiment.getState().experiment, everyEngine);
  } finally {
    setBenchmarking(false);
  }
}

/** Times every engine on the network on screen. */
export const benchmarkEngines = (): Promise<void> => benchmark(true);

/**
 * Uses another engine, from now on or, in the middle of a run, from the next step on. When it will not take over, the choice
 * goes back to what it was.
 */
export async function chooseEngine(choice: EngineChoice): Promise<void> {
  const before = useExperiment.getState().experiment.engine;
  changeExperiment({ engine: choice });
  if (!isRunning(useRun.getState().status)) return;
  let isSwitched = false;
  try {
    const switched = await commands().trainer.switchEngine(choice);
    isSwitched = switched.ok;
    if (!switched.ok) setFault(switched.fault);
  } finally {
    if (!isSwitched) changeExperiment({ engine: before });
  }
}

/** While digits arrive, unpacking them would be timed too. */
const isDataHere = ({ loadedBytes, totalBytes }: DataProgress): boolean =>
  totalBytes > 0 && loadedBytes === totalBytes;

/** Measures in the background, while nothing trains, what "auto" will go by. Called once, when the page has opened. */
export function watchDevice(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const benchmarkSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { experiment } = useExperiment.getState();
      const { status, data } = useRun.getState();
      const { report, benchmarking } = useDevice.getState();
      const idle = (status === 'ready' || status === 'finished') && isDataHere(data);
      const known = report?.complete === true && report.key === benchmarkKey(experiment);
      if (experiment.engine === 'auto' && idle && !benchmarking && !known) void benchmark(false);
    }, SETTLED_MS);
  };
  useRun.subscribe((now, before) => {
    if (now.status === before.status && isDataHere(now.data) === isDataHere(before.data)) return;
    // A dead worker never answers.
    if (now.status === 'failed') setBenchmarking(false);
    benchmarkSoon();
  });
  useExperiment.subscribe(benchmarkSoon);
  benchmarkSoon();
}
