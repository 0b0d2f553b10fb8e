/** Slow motion as the page has it set; the address carries it, and each worker that trains is told. */
import { USUAL_PACE } from '../core/slow-motion';
import { addressNow } from './address';
import { slice } from './store';
import { onTrainer } from './worker-link';

interface SlowMotionState {
  readonly isOn: boolean;
  /** Steps a second while it is on. */
  readonly pace: number;
}

const ofAddress = (): SlowMotionState => {
  const { pace } = addressNow();
  return { isOn: pace !== undefined, pace: pace ?? USUAL_PACE };
};

const [use, set] = slice<SlowMotionState>('slowMotion', ofAddress());
export const useSlowMotion = use;

/** Steps a second, or undefined for as many as there can be. */
export const paceNow = (): number | undefined => {
  const { isOn, pace } = use.getState();
  return isOn ? pace : undefined;
};

/** Takes over what the address says. */
export const readPace = (): void => set(ofAddress());

export const setSlowMotion = (changes: Partial<SlowMotionState>): void => set(changes);

onTrainer(({ trainer }) => {
  if (paceNow() !== undefined) void trainer.setPace(paceNow());
});
