/** What the visitor wishes of the training worker, as commands. */
import type { Experiment } from '../core/experiment';
import type { Result } from '../core/fault';
import { useExperiment } from './experiment-store';
import { LatestQuestion } from './latest-question';
import { isRunning, setEvaluating, setFault, takeSamples, useRun, wishing } from './run-store';
import { commands } from './worker-link';

const SAMPLE_COUNT = 24;

/** Trains the experiment on screen from scratch. */
export async function train(
  experiment: Experiment = useExperiment.getState().experiment,
  seriesId: string | null = null,
): Promise<boolean> {
  const { status, fault } = useRun.getState();
  if (isRunning(status)) return false;
  // Nobody is there to train: the sentence that says so stays, with its way on.
  if (fault?.remedy === 'start-worker') return false;
  setFault(undefined);
  const started = await wishing(
    'train',
    commands().trainer.train(experiment, seriesId) as Promise<Result<void>>,
  );
  if (!started.ok) setFault(started.fault);
  return started.ok;
}

export const pause = (): Promise<void> => wishing('pause', commands().trainer.pause());
export const resume = (): Promise<void> => commands().trainer.resume();
// What comes of it arrives as an evaluation of the split.
const evaluations = new LatestQuestion(
  async () => {
    setEvaluating(0);
    await commands()
      .evaluator.evaluate()
      .finally(() => setEvaluating(undefined));
  },
  () => {},
);

/** Reads the 10,000 test digits with the network as it is now. Asked for during a reading, it is done once more after that. */
export const evaluate = (): void => evaluations.put(undefined);

/** Nobody is there any more to end the reading that is under way. */
export const dropEvaluations = (): void => evaluations.drop();

/** Shows another handful of training digits. */
export async function drawSamples(): Promise<void> {
  const samples = await commands().data.samples(SAMPLE_COUNT, useRun.getState().sampleDraw);
  if (samples) takeSamples(samples);
}
