import { Title } from '@mantine/core';
import { InsightParts } from './insight-parts';
import { lazyPart } from './late-part';
import classes from './insight-parts.module.css';

const FirstLayer = lazyPart(() =>
  import('../ui/network/first-layer-panel').then((part) => part.FirstLayerPanel),
);
const Layers = lazyPart(() => import('../ui/network/layers-panel').then((part) => part.LayersPanel));
const Drawing = lazyPart(() => import('../ui/network/drawing-panel').then((part) => part.DrawingPanel));
const DigitMap = lazyPart(() => import('../ui/map/map-panel').then((part) => part.MapPanel));

const PARTS = [
  {
    key: 'first-layer',
    title: 'The first layer',
    hint: 'What each unit looks for, as a picture that changes while it learns.',
    Part: FirstLayer,
    height: 480,
  },
  {
    key: 'layers',
    title: 'Layer by layer',
    hint: 'What each layer weighs, passes on and learns from, and units that have died.',
    Part: Layers,
    height: 520,
  },
  {
    key: 'drawing',
    title: 'Your drawing in the network',
    hint: 'What it rouses in each layer, and which pixels speak for and against each digit.',
    Part: Drawing,
    height: 520,
  },
  {
    key: 'map',
    title: 'The map',
    hint: '2,000 digits as the network sees them, your drawing among them, and its nearest relatives.',
    Part: DigitMap,
    height: 640,
  },
] as const;

/** The panels for looking into the network. */
export function InsideSection() {
  return (
    <section className={classes['section']} aria-labelledby="insight-title">
      <Title order={2} size="h4" id="insight-title">
        Look inside
      </Title>
      <InsightParts parts={PARTS} />
    </section>
  );
}
