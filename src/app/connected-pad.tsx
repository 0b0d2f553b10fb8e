import { lazy, useMemo } from 'react';
import { CLASS_COUNT } from '../core/network';
import { argmax } from '../core/metrics';
import { selectDigit, setDrawing, useDrawing } from '../state/drawing-store';
import { hasCaughtUp, useRun } from '../state/run-store';
import { PadPanel } from '../ui/pad/pad-panel';
import { LazyPart } from './lazy-part';

const Correction = lazy(() => import('../ui/hand/correction').then((part) => ({ default: part.Correction })));

/**
 * Whose answer the page gives: the visitor's own network's from its first training step on, however little it knows; before
 * that, the ready-trained one's.
 */
export function ConnectedPad() {
  const { digits, selected, reading, penMovedAt } = useDrawing();
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const reference = useRun((run) => run.reference.state);
  const caughtUp = useRun(hasCaughtUp);
  const pictures = useMemo(() => digits.map(({ pixels }) => pixels), [digits]);
  const answer = reading?.own ?? reading?.reference;
  const row = answer?.probabilities.subarray(selected * CLASS_COUNT, (selected + 1) * CLASS_COUNT);
  const digit = digits[selected];
  return (
    <PadPanel
      onDrawing={setDrawing}
      pictures={pictures}
      selected={selected}
      onSelect={selectDigit}
      answer={answer}
      source={reading?.own ? 'own' : 'reference'}
      secondGuess={reading?.reference}
      hasCaughtUp={caughtUp}
      placeholder={hasLearned ? 'Draw, and your network reads along.' : PLACEHOLDERS[reference]}
      penMovedAt={penMovedAt}
      belowReading={
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
  loading: 'Draw, and a ready-trained network reads along.',
  ready: 'Draw, and a ready-trained network reads along.',
  missing: 'The ready-trained network could not be loaded. Press Train: your own will read what you draw.',
} as const;
