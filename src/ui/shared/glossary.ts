/**
 * What the page's technical words mean, in a sentence or two each, for the definition that appears beside them. In
 * alphabetical order. The meanings follow Goodfellow, Bengio and Courville, "Deep Learning" (2016), and, for what an
 * evaluation reports, scikit-learn's user guide.
 */
export const GLOSSARY = {
  accuracy: 'The share of digits that were read right.',
  activation:
    'What a unit makes of its weighted sum before passing it on, such as cutting off all below zero. Without this bend, many layers could do no more than one.',
  augmentation:
    'Turning, scaling, shifting and warping the training digits a little, and thickening or thinning their strokes, anew each time, so that the network meets more kinds of handwriting.',
  'augmentation strength':
    'How far augmentation may change a digit: 1 is the usual, 0 changes nothing, 2 goes twice as far. The panel “Augmentation” shows what it does.',
  'batch size':
    'How many digits are read for one adjustment of the weights. Larger batches make steadier steps, but fewer of them in an epoch.',
  bias: 'A number that a unit adds to its weighted sum, whatever comes in. It is learned like the weights.',
  confidence: 'The probability that the network gives to its own guess.',
  'confusion matrix':
    'A table that counts which digit was read as which: one row for each true digit, one column for each reading.',
  'data set':
    'The pictures that a network learns from and is tried on, with what each of them shows. MNIST comes with the page; others are brought in under “Data”.',
  'dead unit':
    'A unit through which next to no gradient comes, whatever the digit, so that training cannot change it: a ReLU unit that always puts out 0, others stuck at an end of their range.',
  'drawn digits':
    'The share of the training digits that a seeded hand draws on the way, in ways of writing that MNIST’s writers did not have: crossed sevens, ones with a flag. 0.05 is one in twenty.',
  dropout:
    'Switching off a random share of the hidden units at each step of training, so that the network does not rely on any one of them.',
  engine:
    'The code that does the network’s arithmetic, on the processor or on the graphics card. All engines compute the same thing; they differ in speed.',
  epoch: 'One pass over all the training digits.',
  'expected calibration error':
    'How far confidence and accuracy lie apart, averaged over all digits: 0% when the network is right exactly as often as it says.',
  'f1-score': 'The harmonic mean of precision and recall: high only when both are high.',
  'fine-tuning':
    'Training a trained network a little further on new examples, in place of starting again from nothing.',
  'first layer':
    'What the weights from the pixels begin as: random numbers, or gabor functions, small waves that respond to lines and edges from the start, as cells in the eye’s part of the brain do.',
  gradient:
    'In which direction, and how strongly, a result changes when a number that goes into it is raised a little. Training follows the gradient of the loss.',
  'hidden layer':
    'A row of units between the pixels and the ten answers; each looks at everything that the layer before it passes on. With “none”, pixels speak straight for answers: softmax regression.',
  hyperparameter: 'A setting that is chosen before training. Weights, in contrast, are learned.',
  label: 'The right answer that comes with a digit: the number that its writer meant.',
  'label smoothing':
    'Asking for a little less than certainty: a small share of the target is spread evenly over all ten digits.',
  'learning rate':
    'How far each step moves the weights. Too large, and the loss jumps about or grows; too small, and learning hardly gets anywhere.',
  'log scale':
    'An axis on which equal distances are equal ratios: from 1 to 0.1 is as far as from 0.1 to 0.01.',
  logit: 'The score that the network gives to a class. Softmax turns the ten scores into probabilities.',
  loss: 'How wrong the network is: small when it gives the right digit a high probability, large when it is sure of a wrong one. Its full name here is cross-entropy.',
  'macro average': 'The plain mean over the ten digits: each counts the same, however often it occurs.',
  occlusion:
    'Covering a part of a picture and asking again: what matters to the answer is what changes it when it is hidden.',
  optimiser:
    'The rule by which each step changes the weights, given in which direction the loss would fall. Some, like adam, keep a memory of the steps before.',
  overfitting:
    'Learning the training digits by heart instead of what they have in common: they are read ever better, new ones no longer are.',
  patience:
    'Early stopping: ending a run by itself when the validation digits have not been read better for so many epochs; 0 means never. The best network so far is kept beside the last.',
  precision: 'Of all that was read as this digit, the share that really was it.',
  'principal components':
    'The directions in which a cloud of points spreads most: its greatest width, then the greatest that is left at a right angle to the first.',
  'rate schedule':
    'How the learning rate changes during a run: constant keeps it, cosine rises briefly and then glides down to zero, step cuts it to a fifth three times.',
  recall: 'Of all that really was this digit, the share that was read as it.',
  seed: 'The number that all chance in a run springs from: the first weights, the order of the digits, dropout and augmentation. The same seed on the same engine gives the same run.',
  smoothing:
    'Drawing a moving average in place of the raw values of the training line, so that its course shows through the jitter.',
  softmax:
    'The last operation of the network: it turns ten scores into ten probabilities that add up to 100%.',
  step: 'One adjustment of the weights, after reading one batch of digits.',
  'steps per second': 'How many times a second the weights are adjusted. The more, the sooner a run ends.',
  support: 'How many of the tested digits really were this one.',
  'test digits':
    'The 10,000 digits that have no part in learning. Read when a run ends, they show how well the network reads handwriting that is new to it.',
  'training digits': 'The 55,000 digits that the network learns from.',
  unit: 'One node of a layer, also called a neuron: it adds up what comes in, each input times a weight, and passes the result through the activation.',
  'validation digits':
    'Digits that are kept out of training, so that the curves show how well the network reads what it has not seen.',
  variance: 'How far numbers lie from their mean: the mean of the squared distances.',
  weight:
    'A number on the connection between two units: how strongly, and in which direction, one moves the other. Learning is changing the weights.',
  'weight decay':
    'Pulling every weight a little towards zero at each step, which keeps the network from leaning on a few large ones.',
  'weighted average':
    'The mean over the ten digits in which each counts as often as it occurs among those tested.',
} as const;

export type GlossaryKey = keyof typeof GLOSSARY;
