import { YourDigitsPanel } from '../ui/hand/your-digits-panel';
import { ConnectedSamples } from './connected-samples';
import { InsightParts } from './insight-parts';
import { lazyPart } from './late-part';
import classes from './sections.module.css';

const Data = lazyPart(() => import('../ui/digits/data-panel').then((part) => part.DataPanel));
const Datasets = lazyPart(() => import('../ui/datasets/datasets-panel').then((part) => part.DatasetsPanel));
const Mistakes = lazyPart(() => import('../ui/digits/mistakes-panel').then((part) => part.MistakesPanel));
const Augmentation = lazyPart(() =>
  import('./connected-augmentation').then((part) => part.ConnectedAugmentation),
);

const PARTS = [
  {
    key: 'datasets',
    title: 'Data of your own',
    hint: 'Other pictures to learn from: Fashion-MNIST, a table, a folder of drawings.',
    Part: Datasets,
    height: 320,
  },
  {
    key: 'digits',
    title: 'All the digits',
    hint: 'Each one of them, and what the network makes of it.',
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
] as const;

/** What it learns from, what you have drawn, and panels for looking through them. */
export function DataSection() {
  return (
    <div className={classes['columns']}>
      <ConnectedSamples />
      <YourDigitsPanel />
      <div data-wide>
        <InsightParts parts={PARTS} />
      </div>
    </div>
  );
}
