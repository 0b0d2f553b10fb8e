import { paceNow, setSlowMotion } from './slow-motion-store';
import { commands } from './worker-link';

/** What the visitor wishes; it holds from the next step on. */
export function changePace(changes: { readonly isOn?: boolean; readonly pace?: number }): void {
  setSlowMotion(changes);
  void commands().trainer.setPace(paceNow());
}
