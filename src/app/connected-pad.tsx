import { setDrawing, useDrawing } from '../state/drawing-store';
import { useRun } from '../state/run-store';
import { PadPanel } from '../ui/pad/pad-panel';

export function ConnectedPad() {
  const reading = useDrawing((drawing) => drawing.reading);
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  return (
    <PadPanel
      prediction={reading}
      onDrawing={setDrawing}
      {...(hasLearned
        ? {}
        : { notReadyReason: 'Press Train first: the network has not learned to read yet.' })}
    />
  );
}
