import { Accordion, Text, Title } from '@mantine/core';
import { type ComponentType, lazy } from 'react';
import classes from './insight-section.module.css';
import { LazyPart } from './lazy-part';

interface InsightPart {
  /** Also the end of the part's test id: insight-<key>. */
  readonly key: string;
  readonly title: string;
  /** What it shows, in a few words, readable before it is opened. */
  readonly hint: string;
  /** Loaded, mounted and computed only while the part is open. */
  readonly Part: ComponentType;
  /** Height in px that is kept free while the part loads. */
  readonly height: number;
}

const Data = lazy(() => import('../ui/digits/data-panel').then((part) => ({ default: part.DataPanel })));
const Mistakes = lazy(() =>
  import('../ui/digits/mistakes-panel').then((part) => ({ default: part.MistakesPanel })),
);
const Augmentation = lazy(() =>
  import('./connected-augmentation').then((part) => ({ default: part.ConnectedAugmentation })),
);

const FirstLayer = lazy(() =>
  import('../ui/network/first-layer-panel').then((part) => ({ default: part.FirstLayerPanel })),
);
const Layers = lazy(() =>
  import('../ui/network/layers-panel').then((part) => ({ default: part.LayersPanel })),
);
const Drawing = lazy(() =>
  import('../ui/network/drawing-panel').then((part) => ({ default: part.DrawingPanel })),
);
const DigitMap = lazy(() => import('../ui/map/map-panel').then((part) => ({ default: part.MapPanel })));

const PARTS: readonly InsightPart[] = [
  {
    key: 'digits',
    title: 'The data',
    hint: 'All 70,000 digits, and what the network makes of each.',
    Part: Data,
    height: 760,
  },
  {
    key: 'mistakes',
    title: 'Mistakes',
    hint: 'What it gets wrong, worst first, and the digits that are hardest to learn.',
    Part: Mistakes,
    height: 620,
  },
  {
    key: 'augmentation',
    title: 'Augmentation',
    hint: 'One digit, and twelve of its variants that the network learns from.',
    Part: Augmentation,
    height: 360,
  },
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
];

/** The panels for looking into the network and the data: closed until asked for, any number of them open at once. */
export function InsightSection() {
  return (
    <section className={classes['section']} aria-labelledby="insight-title">
      <Title order={2} size="h4" id="insight-title">
        Look inside
      </Title>
      <Accordion multiple keepMounted={false} variant="separated" order={3}>
        {PARTS.map(({ key, title, hint, Part, height }) => (
          <Accordion.Item key={key} value={key} className={classes['part']} data-testid={`insight-${key}`}>
            <Accordion.Control>
              {title}
              <Text component="span" size="sm" className={classes['hint']}>
                {hint}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <LazyPart part={`“${title}”`} height={height}>
                <Part />
              </LazyPart>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
