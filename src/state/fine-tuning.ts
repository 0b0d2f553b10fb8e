/** Lessons: the visitor's digits go to the worker, and what they did to the network comes back. */
import { PIXEL_COUNT } from '../core/network';
import type { OwnDigits, FineTuningReport } from '../protocol/fine-tuning';
import { useExperiment } from './experiment-store';
import type { KeptDigit } from './kept-digit';
import { setFault, setFineTuning, useRun } from './run-store';
import { slice } from './store';
import { evaluate } from './trainer';
import { commands } from './worker-link';

interface FineTuning {
  /** What the last lesson did to the network on screen. */
  readonly report: FineTuningReport | undefined;
  /** Whether the network of before can be put back. */
  readonly canUndo: boolean;
}

const NOT_FINE_TUNED: FineTuning = { report: undefined, canUndo: false };

const [use, set] = slice('fineTuning', {}, () => NOT_FINE_TUNED);
export const useFineTuning = use;

// A thread that has stopped puts nothing back.
useRun.subscribe((now, before) => {
  if (now.status !== before.status && now.status === 'failed') set(NOT_FINE_TUNED);
});

/** pixels: uint8 [count, 784]. */
function together(digits: readonly KeptDigit[]): OwnDigits {
  const pixels = new Uint8Array(digits.length * PIXEL_COUNT);
  for (const [i, digit] of digits.entries()) pixels.set(digit.pixels, i * PIXEL_COUNT);
  return { pixels, labels: Uint8Array.from(digits, ({ label }) => label) };
}

/** Makes a copy of the pretrained network the visitor's own, on the engine that is chosen. */
export async function startFromPretrained(): Promise<void> {
  const { engine } = useExperiment.getState().experiment;
  const copied = await commands().runs.copyPretrained(engine);
  if (!copied.ok) setFault(copied.fault);
}

/** Teaches the network on screen these digits, at least one. A second lesson waits for nobody: it is not begun. */
export async function teach(digits: readonly KeptDigit[]): Promise<void> {
  if (useRun.getState().fineTuning !== undefined) return;
  set(NOT_FINE_TUNED);
  setFineTuning(0);
  const result = await commands()
    .fineTuning.teach(together(digits))
    .finally(() => setFineTuning(undefined));
  if (!result) return;
  if (!result.ok) {
    setFault(result.fault);
    return;
  }
  const report = result.value;
  set({ report, canUndo: report.isKept });
  if (report.isKept) evaluate();
}

/** Puts the network of before the last lesson back. */
export async function undoFineTuning(): Promise<void> {
  const result = await commands().fineTuning.undo();
  set(NOT_FINE_TUNED);
  if (!result) return;
  if (result.ok) evaluate();
  else setFault(result.fault);
}
