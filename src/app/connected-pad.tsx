import { useEffect, useMemo } from 'react';
import { CLASS_COUNT } from '../core/network';
import { argmax } from '../core/metrics';
import { selectDigit, setDrawing, useDrawing } from '../state/drawing-store';
import { hasCaughtUp, useRun } from '../state/run-store';
import { PadPanel } from '../ui/pad/pad-panel';
import { replayEarlyStrokes } from './early-strokes';
import { latePart } from './late-part';
import { LazyPart } from './lazy-part';

const PadWords = latePart(() => import('../ui/pad/pad-words').then((part) => part.PadWords));
const Correction = latePart(() => import('../ui/hand/correction').then((part) => part.Correction));

/**
 * Whose answer the page gives: the visitor's own network's from its first training step on, however little it knows; before
 * that, the pretrained one's.
 */
export function ConnectedPad() {
  const { digits, selected, predictions, penMovedAt } = useDrawing();
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const pretrained = useRun((run) => run.pretrained.state);
  const caughtUp = useRun(hasCaughtUp);
  const pictures = useMemo(() => digits.map(({ pixels }) => pixels), [digits]);
  useEffect(() => {
    const pad = document.querySelector('[data-testid="pad"]');
    if (pad) replayEarlyStrokes(pad);
  }, []);
  const answer = predictions?.own ?? predictions?.pretrained;
  const row = answer?.probabilities.subarray(selected * CLASS_COUNT, (selected + 1) * CLASS_COUNT);
  const digit = digits[selected];
  return (
    <PadPanel
      onDrawing={setDrawing}
      pictures={pictures}
      selected={selected}
      onSelect={selectDigit}
      answer={answer}
      source={predictions?.own ? 'own' : 'reference'}
      secondPrediction={predictions?.pretrained}
      hasCaughtUp={caughtUp}
      placeholder={hasLearned ? 'Draw, and your network reads along.' : PLACEHOLDERS[pretrained]}
      penMovedAt={penMovedAt}
      about={
        <LazyPart part="the explanation" height={80}>
          <PadWords />
        </LazyPart>
      }
      belowPrediction={
        <LazyPart part="the correction" height={120}>
          <Correction
            strokes={digit?.strokes ?? []}
            pixels={digit?.pixels}
            reading={digit && row?.length === CLASS_COUNT ? argmax(row)[0] : undefined}
          />
        </LazyPart>
      }
    />
  );
}

const PLACEHOLDERS = {
  loading: 'Draw, and a pretrained network reads along.',
  ready: 'Draw, and a pretrained network reads along.',
  missing: 'The pretrained network could not be loaded. Press Train: your own will read what you draw.',
} as const;
