import { runColour } from '../shared/run-colours';
import classes from './runs.module.css';

/** One for each run colour, in a square of 16 by 16: who cannot tell the colours apart can tell these. */
const SHAPES: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'disc', path: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z' },
  { name: 'square', path: 'M3 3h10v10h-10z' },
  { name: 'triangle', path: 'M8 2l6.5 11.5h-13z' },
  { name: 'diamond', path: 'M8 1l7 7l-7 7l-7-7z' },
  { name: 'plus', path: 'M6 2h4v4h4v4h-4v4h-4v-4h-4v-4h4z' },
  { name: 'hourglass', path: 'M2.5 2h11l-4 6l4 6h-11l4-6z' },
  { name: 'upturned triangle', path: 'M8 14l6.5-11.5h-13z' },
  {
    name: 'ring',
    path: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM8 5.4a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2z',
  },
];

/** A run's colour, in the shape that goes with it. colour: an index into the palette of run colours. */
export function RunMark({ colour }: { readonly colour: number }) {
  const { name, path } = SHAPES[colour % SHAPES.length]!;
  return (
    <svg viewBox="0 0 16 16" className={classes['mark']} data-shape={name} aria-hidden>
      <path d={path} fill={runColour(colour)} />
    </svg>
  );
}
