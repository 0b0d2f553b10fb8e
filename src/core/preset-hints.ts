import type { PresetName } from './presets';

/** What to expect of each, for the visitor. Apart from the recipes, which are needed before the first look at them. */
export const PRESET_HINTS: Readonly<Record<PresetName, string>> = {
  quick:
    'Two hidden layers, five passes, about ten seconds: 99% of the test digits right, and 97 of 100 drawn with a pen.',
  standard:
    'Two hidden layers, 28 passes and digits of more hands, about a minute: 99.2% right, and 98 of 100 drawn with a pen.',
  champion:
    'A wide network and 60 passes, about twelve minutes on one processor core: 99.4% right, and 98 of 100 drawn with a pen.',
  'lecun-1998':
    'The network of MNIST’s own paper: 300 and 100 units, plain gradient descent. They had 96.95% right; here about 98.1%.',
  'keras-mlp':
    'The first example of the Keras library: two layers of 512 and dropout. Its authors say 98.4% right, and so it is here.',
  'tfjs-dense':
    'The dense network of TensorFlow.js’s own MNIST page: 42 units, three passes, two seconds, about 93.7% right.',
};
