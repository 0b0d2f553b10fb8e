/** Lessons: the visitor's digits go to the worker, and what they did to the network comes back. */
import { create } from 'zustand';
import { PIXEL_COUNT, type TrainState } from '../core/network';
import type { OwnDigits, TeachingReport } from '../protocol/teaching';
import { forgetJudgements } from './browsing';
import { readAgain } from './drawing-store';
import { useExperiment } from './experiment-store';
import type { KeptDigit } from './kept-digit';
import { useRun } from './run-store';
import { emptyCurves } from './series';
import { commands, evaluate, reportFault, takeUp } from './trainer';

interface Teaching {
  /** What the last lesson did to the network on screen. */
  readonly report: TeachingReport | undefined;
  /** Whether the network of before can be put back. */
  readonly canUndo: boolean;
}

const NO_LESSON: Teaching = { report: undefined, canUndo: false };

export const useTeaching = create<Teaching>()(() => NO_LESSON);

// A lesson is about one network: with another, or none, it is history.
useRun.subscribe((now, before) => {
  if (now.status !== before.status && now.status !== 'finished') useTeaching.setState(NO_LESSON);
});

/** pixels: uint8 [count, 784]. */
function together(digits: readonly KeptDigit[]): OwnDigits {
  const pixels = new Uint8Array(digits.length * PIXEL_COUNT);
  for (const [i, digit] of digits.entries()) pixels.set(digit.pixels, i * PIXEL_COUNT);
  return { pixels, labels: Uint8Array.from(digits, ({ label }) => label) };
}

/** Makes a copy of the ready-trained network the visitor's own, on the engine that is chosen. */
export async function startFromReadyTrained(): Promise<void> {
  const checkpoint = await commands().teaching.readyTrained();
  if (!checkpoint) return;
  const { engine } = useExperiment.getState().experiment;
  await takeUp({ ...checkpoint, experiment: { ...checkpoint.experiment, engine } }, emptyCurves());
}

/** Teaches the network on screen these digits, at least one. A second lesson waits for nobody: it is not begun. */
export async function teach(digits: readonly KeptDigit[]): Promise<void> {
  if (useRun.getState().teaching !== undefined) return;
  useTeaching.setState(NO_LESSON);
  useRun.setState({ teaching: 0 });
  const result = await commands().teaching.teach(together(digits));
  useRun.setState({ teaching: undefined });
  if (!result) return;
  if (!result.ok) {
    reportFault(result.fault);
    return;
  }
  const report = result.value;
  useTeaching.setState({ report, canUndo: report.taught !== undefined });
  if (report.taught) showNetwork(report.taught);
}

/** Puts the network of before the last lesson back. */
export async function undoTeaching(): Promise<void> {
  const result = await commands().teaching.undo();
  useTeaching.setState(NO_LESSON);
  if (!result) return;
  if (result.ok) showNetwork(result.value);
  else reportFault(result.fault);
}

/** The worker has another network now: what was known of the last is forgotten, and asked again. */
function showNetwork(state: TrainState): void {
  useRun.setState(({ checkpoint }) => (checkpoint ? { checkpoint: { ...checkpoint, state } } : {}));
  forgetJudgements();
  readAgain();
  void evaluate();
}
