import { useElementSize } from '@mantine/hooks';
import { type ComponentType, lazy, Suspense, useCallback } from 'react';
import { useAppearance } from '../shared/colour-scheme';
import { inkAndPaper } from '../shared/ink-shades';
import { SharpCanvas } from '../shared/painted-canvas';
import { checkDensity } from '../shared/pixel-density';
import classes from './ink-canvas.module.css';
import { paintDrawing, paintNewEnd } from './ink-painter';
import type { PadModel } from './pad-model';

/** For the few browsers that refuse to draw; where it does not arrive, the pad stays blank and reads all the same. */
const InkSvg = lazy<ComponentType<{ readonly model: PadModel }>>(() =>
  import('./ink-svg').then(
    (part) => ({ default: part.InkSvg }),
    () => ({ default: () => null }),
  ),
);

/** The drawing itself, painted as it grows, and afresh from its points when the canvas needs it. */
export function InkCanvas({ model }: { readonly model: PadModel }) {
  const { ref, width } = useElementSize();
  const appearance = useAppearance();
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const colours = inkAndPaper();
      let paintedStrokes = 0;
      let paintedPoints = 0;
      const update = (what: 'all' | 'new') => {
        const strokes = model.strokes();
        if (what === 'all') paintDrawing(context, strokes, colours);
        else paintNewEnd(context, strokes, strokes.length === paintedStrokes ? paintedPoints : 0, colours);
        paintedStrokes = strokes.length;
        paintedPoints = strokes.at(-1)?.length ?? 0;
      };
      update('all');
      return model.subscribe((change) => {
        if (model.strokes().length !== paintedStrokes) checkDensity();
        update(change === 'extended' ? 'new' : 'all');
      });
    },
    [model],
  );
  return (
    <div ref={ref} className={classes['ink']}>
      <SharpCanvas
        // Other colours, another picture.
        key={appearance}
        paint={paint}
        width={width}
        height={width}
        className={classes['canvas']}
        aria-hidden
        instead={
          <Suspense fallback={null}>
            <InkSvg model={model} />
          </Suspense>
        }
      />
    </div>
  );
}
