import { useSyncExternalStore } from 'react';
import classes from './ink-canvas.module.css';
import { LINE_WIDTH } from './ink-painter';
import type { PadModel } from './pad-model';
import { pathOf } from './stroke-path';

/** Side of the picture, in units of its own. */
const SIDE = 100;

/** The drawing as vector shapes, for browsers without a canvas to paint it on: slower, but what is drawn is seen. */
export function InkSvg({ model }: { readonly model: PadModel }) {
  // Strokes grow in place: the paths are what changes.
  const paths = useSyncExternalStore(model.subscribe, () =>
    model
      .strokes()
      .map((stroke) => pathOf(stroke, SIDE))
      .join('\n'),
  );
  return (
    <svg
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      className={classes['picture']}
      strokeWidth={LINE_WIDTH * SIDE}
      data-testid="pad-picture"
      aria-hidden
    >
      {paths.split('\n').map((path, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- strokes come and go at the end only
        <path key={i} d={path} />
      ))}
    </svg>
  );
}
