/**
 * Six lessons of our own, about five minutes each: a question, settings, steps, and what there was to see. The numbers are
 * what these settings gave in Node with the simd engine, seeds 42, 1 and 2; on another engine or seed they move a little.
 */
import type { Experiment } from './experiment';
import type { LessonId } from './lesson-ids';

export interface LessonSeries {
  /** What the button says. */
  readonly label: string;
  /** One or two settings with their values as they would be typed; see experiment/series.ts. */
  readonly settings: readonly { readonly key: keyof Experiment; readonly text: string }[];
}

export interface Lesson {
  readonly id: LessonId;
  readonly title: string;
  /** One sentence. */
  readonly question: string;
  /** The settings, as an address has them, without "?". */
  readonly query: string;
  /** What is open: the address's hash. */
  readonly section: 'runs' | 'data' | 'inside' | 'evaluation';
  /** Three or four. */
  readonly steps: readonly string[];
  /** Paragraphs, for after the steps. */
  readonly seen: readonly string[];
  readonly series?: LessonSeries;
}

/** `quick` without what makes it good: one thing at a time is easier to see. Each query adds its own units. */
const PLAIN = 'preset=quick&firstLayer=random&labelSmoothing=0&augment=off&augmentStrength=1&drawn=0.05';

export const LESSONS: readonly Lesson[] = [
  {
    id: 'learning-rate',
    title: 'The learning rate',
    question: 'How large should a step be?',
    query: `${PLAIN}&hidden=32&optimizer=sgd&schedule=constant&lr=0.1&epochs=3`,
    section: 'runs',
    steps: [
      'Guess first: five networks are alike but for the learning rate, from 0.001 to 5. Which will read best?',
      'Start the five runs below. Each takes a few seconds.',
      'Under “Runs”, tick “Compare” for some of them and look at their loss curves.',
      'Which rate is too small, which too large, and how do their curves tell?',
    ],
    seen: [
      'With 0.001 every step is right and far too small: the loss sinks slowly, and about 60% of the test digits are read right when time is up. 0.01 comes to about 89%, 0.1 to about 94%.',
      'With 1 the network learns at once, but its curve is restless, up one moment and down the next. With 5 it leaps about and learns nothing: about 10% right, as by drawing lots.',
      'So too small wastes time and too large ruins the run, and in between a wide range will do. Rates are tried in factors of ten for that reason.',
    ],
    series: {
      label: 'Begin the five runs',
      settings: [{ key: 'learningRate', text: '0.001, 0.01, 0.1, 1, 5' }],
    },
  },
  {
    id: 'dropout',
    title: 'Learning by heart, and dropout',
    question: 'Does a network that knows its training digits also read others?',
    query: `${PLAIN}&hidden=256&schedule=constant&lr=0.002&epochs=10`,
    section: 'runs',
    steps: [
      'Press Train and watch both lines of the loss: the training digits and the validation digits, which it does not learn from.',
      'From where on do the two lines part?',
      'Begin the two runs below, one without dropout and one in which half of the hidden units are switched off at each step.',
      'Compare the two: how far are their lines apart at the end?',
    ],
    seen: [
      'Without dropout the training loss goes on falling to about 0.01, while the validation loss stays at about 0.08: the network learns its digits by heart. That is overfitting.',
      'With dropout the training digits are learned less well, about 0.03, and the validation loss is lower, about 0.07: the lines stay nearer to each other.',
      'On the test digits both read about 98% right, too near to each other to call one better: with 55,000 training digits, overfitting shows in the loss, in confidence that is too great, sooner than in the accuracy.',
    ],
    series: { label: 'Begin the two runs', settings: [{ key: 'dropout', text: '0, 0.5' }] },
  },
  {
    id: 'augmentation',
    title: 'Why augmentation',
    question: 'Can a network learn more from the digits that it has?',
    query: `${PLAIN}&hidden=128`,
    section: 'data',
    steps: [
      'Open “Augmentation” here and look at the variants of one digit. Would you still read them all?',
      'Begin the two runs below: one learns from the digits as they are, one from variants, new ones in every epoch.',
      'Under “Runs”, compare the two: on which digits is each better, those it learned from or the validation digits?',
      'Open each run and draw the same slanted or wobbly digits for it.',
    ],
    seen: [
      'Without augmentation the network reads over 99% of its training digits right and about 97.9% of the test digits. With it, the training digits that it meets are harder, so their line lies lower, and the test digits are read a little better: between 98.1% and 98.3%.',
      'Handwriting that is unlike the training digits gains more: of 1,500 digits written with a pen, about 91% were right without augmentation and between 92% and 93% with it. Longer runs and larger networks gain more still.',
      'No new digit was collected. What we know of handwriting, that a 3 that leans is still a 3, was put into the data instead.',
    ],
    series: { label: 'Begin the two runs', settings: [{ key: 'augment', text: 'off, on' }] },
  },
  {
    id: 'depth-and-width',
    title: 'Depth and width',
    question: 'Is it better to have more units in a layer, or more layers?',
    query: `${PLAIN}&hidden=16&epochs=3`,
    section: 'runs',
    steps: [
      'Guess an order for these networks: one layer of 4, of 16, of 64 and of 256 units; three layers of 16; two of 64.',
      'Begin the six runs below and wait for the results.',
      'Compare 16 with 16-16-16, and 64 with 64-64: what did more layers do?',
      'Was the network that read best also the one that took the longest?',
    ],
    seen: [
      'Width helped most, and less each time: about 83% of the test digits with 4 units, 94% with 16, 97% with 64 and 98% with 256.',
      'Three layers of 16 read about as many right as one, 94%; two layers of 64 read a few tenths of a point more than one. A layer can pass on only what its units can hold, so a narrow network does not get better by being deep.',
      'Depth matters more where pictures are richer than ours. And differences of a few tenths of a point may be chance: another seed gives another result.',
    ],
    series: {
      label: 'Begin the six runs',
      settings: [{ key: 'hidden', text: '4; 16; 64; 256; 16-16-16; 64-64' }],
    },
  },
  {
    id: 'no-hidden-layer',
    title: 'Without a hidden layer',
    question: 'How far does one get by just adding up pixels?',
    query: `${PLAIN}&hidden=none`,
    section: 'inside',
    steps: [
      'This network has no hidden layer: each of the ten answers is a weighted sum of the pixels, and softmax makes probabilities of them. Guess how many digits it reads right.',
      'Press Train. What does it come to?',
      'Here, look at the weights of each answer as a picture: where does ink speak for a 0, and where against it?',
      'Begin the two runs below: the same without a hidden layer, and with one of 16 units.',
    ],
    seen: [
      'About 92.5% of the test digits, with 7,850 weights: nearly as good as can be with one picture for each digit.',
      'The picture for 0 is red in the middle, where a 0 has no ink. Each digit has to be matched by one picture, whoever wrote it, and that is what the network is bad at: a 7 with a bar and one without want different pictures.',
      'Sixteen hidden units come to about 95%. They are the first that can say “this stroke, and not that one”; a sum alone cannot.',
    ],
    series: { label: 'Begin the two runs', settings: [{ key: 'hidden', text: 'none; 16' }] },
  },
  {
    id: 'doubt',
    title: 'Doubt and calibration',
    question: 'When the network says 90%, is it right nine times in ten?',
    query: `${PLAIN}&hidden=128&epochs=10`,
    section: 'evaluation',
    steps: [
      'Press Train, wait for the end, and look at “Is it as sure as it should be?” in the evaluation: do the bars end on the dashed line?',
      'Draw a digit that is hard to read, then something that is no digit at all. What does the page say?',
      'Begin the two runs below. The second learns with label smoothing 0.1: it is asked never to be quite certain.',
      'Open each and look at its calibration again. Which of the two is too sure, and which too modest?',
    ],
    seen: [
      'The first network reads about 98% of the test digits right and is sure of 98.7% on average: a little too sure. A third of its mistakes are made with more than 90% confidence.',
      'With label smoothing it reads as well, about 98.3%, and is sure of only about 87% on average: far too modest. Sureness can be taught apart from knowledge.',
      'So the pad does not show these numbers as they come: the validation digits set a temperature, here about 1.4 for the first network and about 0.5 for the second, which makes them honest. Being no digit at all is another question, and another network answers it.',
    ],
    series: { label: 'Begin the two runs', settings: [{ key: 'labelSmoothing', text: '0, 0.1' }] },
  },
];

/** Undefined for an id that is none of ours. */
export const lessonOf = (id: string | undefined): Lesson | undefined =>
  LESSONS.find((lesson) => lesson.id === id);
