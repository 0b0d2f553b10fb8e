/**
 * An experiment as a program for Keras 3, on any of its backends: in parts, of which the script and the notebook are both put
 * together. The program begins with the very weights that the run began with, since their random numbers are a few lines
 * in any language; order, dropout and augmentation are Keras's own, of the same seed but not the same numbers.
 */
import type { Experiment } from '../../core/experiment';
import { layerSizesOf } from '../../core/network';
import {
  ADAM_BETA1,
  ADAM_BETA2,
  EPSILON,
  LEAKY_RELU_SLOPE,
  MOMENTUM,
  RMSPROP_DECAY,
} from '../../core/training/constants';
import { BUILD_MODEL, INITIAL_WEIGHTS, SCHEDULE } from './model-code';
import { DISTRIBUTION, EVALUATION, LOAD_DIGITS, RESULTS } from './data-code';

/** What a program is written of. */
export interface CodeSubject {
  /** The run's name. */
  readonly name: string;
  readonly experiment: Experiment;
  readonly classNames: readonly string[];
  /** What else is to be said of the run, a sentence each: what was changed on its way, what it came to. */
  readonly remarks: readonly string[];
}

export interface CodePart {
  /** In Markdown, for the notebook, and for comments of the script. */
  readonly heading: string;
  readonly words: string;
  readonly code: string;
  /** Whether it defines something; the rest is done, in order. */
  readonly defines: boolean;
}

/** A text as Python writes it: what JSON escapes Python does too, but for what lies beyond 16 bits, which JSON writes in two. */
export const pythonText = (text: string): string =>
  JSON.stringify(text).replaceAll(/[\u007f-\u{10ffff}]/gu, (letter) => {
    const code = letter.codePointAt(0)!;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });

const pythonBoolean = (value: boolean): string => (value ? 'True' : 'False');

export function codeParts(subject: CodeSubject): readonly CodePart[] {
  const { experiment } = subject;
  return [
    { heading: 'Settings', words: differences(experiment), code: settings(subject), defines: true },
    { heading: 'Digits', words: DIGIT_WORDS, code: LOAD_DIGITS, defines: true },
    { heading: 'Where the weights begin', words: WEIGHT_WORDS, code: INITIAL_WEIGHTS, defines: true },
    { heading: 'The network', words: networkWords(experiment), code: BUILD_MODEL, defines: true },
    { heading: 'Learning rate', words: SCHEDULE_WORDS, code: SCHEDULE, defines: true },
    {
      heading: 'Optimiser and loss',
      words: optimiserWords(experiment),
      code: compileCode(experiment),
      defines: true,
    },
    { heading: 'Several devices, several hosts', words: HOST_WORDS, code: DISTRIBUTION, defines: true },
    { heading: 'Curves, report and digits', words: '', code: RESULTS, defines: true },
    { heading: 'Train', words: '', code: trainCode(experiment), defines: false },
    { heading: 'Evaluate', words: '', code: EVALUATION, defines: false },
  ];
}

function settings({ name, experiment, classNames }: CodeSubject): string {
  const { augment } = experiment;
  return `import math
import os

import keras
import numpy as np
from keras import ops

NAME = ${pythonText(name)}
CLASS_NAMES = [${classNames.map(pythonText).join(', ')}]
LAYER_SIZES = [${layerSizesOf(experiment.hidden).join(', ')}]
ACTIVATION = ${pythonText(experiment.activation)}
FIRST_LAYER = ${pythonText(experiment.firstLayer)}
LEAKY_RELU_SLOPE = ${LEAKY_RELU_SLOPE}
OPTIMIZER = ${pythonText(experiment.optimizer)}
LEARNING_RATE = ${experiment.learningRate}
SCHEDULE = ${pythonText(experiment.schedule)}
BATCH_SIZE = ${experiment.batchSize}
EPOCHS = ${experiment.epochs}
DROPOUT = ${experiment.dropout}
WEIGHT_DECAY = ${experiment.weightDecay}
LABEL_SMOOTHING = ${experiment.labelSmoothing}
AUGMENT = ${pythonBoolean(augment)}
AUGMENT_STRENGTH = ${experiment.augmentStrength}
PATIENCE = ${experiment.patience}  # epochs without a better validation accuracy; 0 for never
SEED = ${experiment.seed}
VALIDATION_COUNT = 5000  # the last of the 60,000 training digits

keras.utils.set_random_seed(SEED)`;
}

function differences({ augment, drawnDigits, augmentStrength }: Experiment): string {
  const notes = [
    'Not the same as in the browser: the order of the digits and what dropout drops are drawn by Keras.',
  ];
  if (augment && augmentStrength > 0)
    notes.push(
      'Augmentation is the nearest that Keras has: turned, zoomed and shifted, by as much. Missing are slant, smooth bends, thinner and thicker strokes, and that one digit in five passes unchanged.',
    );
  if (augment && drawnDigits > 0)
    notes.push(
      `In the browser a share of ${drawnDigits} of the training digits is drawn by seeded hands, which this program lacks: expect it to read other people’s writing a little less well.`,
    );
  return notes.join(' ');
}

const DIGIT_WORDS =
  'MNIST as 0..1, ink 1: 55,000 digits to train on, the last 5,000 to validate, 10,000 to test.';
const WEIGHT_WORDS =
  'The very numbers that the run in the browser began with: He-normal before a rectifier, Glorot-uniform before tanh, sigmoid and softmax, or small waves in the first layer.';
const SCHEDULE_WORDS =
  'Constant; cosine: 5% of the steps up, then half a cosine down to zero; step: a fifth after 50, 75 and 90% of the steps.';
const HOST_WORDS =
  'With the JAX backend (KERAS_BACKEND=jax) a batch is shared out among all devices. On several hosts start the script once on each, with KERAS_DISTRIBUTION_JOB_ADDRESSES (the first host and a port), KERAS_DISTRIBUTION_NUM_PROCESSES and KERAS_DISTRIBUTION_PROCESS_ID set; then evaluate on one of them with --evaluate.';

function networkWords({ hidden, activation, dropout }: Experiment): string {
  const layers =
    hidden.length === 0 ? 'No hidden layer' : `Hidden layers of ${hidden.join(', ')} units, ${activation}`;
  return `${layers}${dropout > 0 ? `, each followed by dropout of ${dropout}` : ''}; softmax over ten classes.`;
}

function optimiserWords({ optimizer, weightDecay }: Experiment): string {
  const notes: string[] = [];
  if (optimizer === 'adam' || optimizer === 'adamw')
    notes.push(
      'Keras adds epsilon before the second moment is corrected, the browser after: they differ in the first steps, by little.',
    );
  if (optimizer === 'momentum')
    notes.push(
      'Keras has the learning rate within the velocity, the browser outside: they differ a little while the rate changes.',
    );
  if (weightDecay > 0 && optimizer !== 'adamw')
    notes.push(
      'Weight decay is an L2 penalty on kernels; Keras counts it in the loss that it prints, the browser does not.',
    );
  return notes.join(' ');
}

const OPTIMIZERS: Readonly<Record<Experiment['optimizer'], string>> = {
  sgd: 'keras.optimizers.SGD(learning_rate=rate)',
  momentum: `keras.optimizers.SGD(learning_rate=rate, momentum=${MOMENTUM})`,
  rmsprop: `keras.optimizers.RMSprop(learning_rate=rate, rho=${RMSPROP_DECAY}, epsilon=${EPSILON})`,
  adam: `keras.optimizers.Adam(learning_rate=rate, beta_1=${ADAM_BETA1}, beta_2=${ADAM_BETA2}, epsilon=${EPSILON})`,
  adamw: `keras.optimizers.AdamW(
        learning_rate=rate, weight_decay=WEIGHT_DECAY, beta_1=${ADAM_BETA1}, beta_2=${ADAM_BETA2}, epsilon=${EPSILON}
    )`,
};

const compileCode = ({ optimizer }: Experiment): string => `def compile_model(model, total_steps):
    """The optimiser, with the browser's numbers, and cross-entropy with label smoothing."""
    rate = LEARNING_RATE if SCHEDULE == "constant" else InklingSchedule(LEARNING_RATE, SCHEDULE, total_steps)
    optimizer = ${OPTIMIZERS[optimizer]}${
      optimizer === 'adamw'
        ? `
    # Biases are not pulled towards zero.
    optimizer.exclude_from_weight_decay(var_names=["bias"])`
        : ''
    }
    model.compile(
        optimizer=optimizer,
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=LABEL_SMOOTHING),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )`;

const trainCode = ({ patience }: Experiment): string => `digits = load_digits()
process, process_count = distribute(digits)
steps_per_epoch = math.ceil(len(digits["train"][0]) / BATCH_SIZE)
model = build_model()
start_as_inkling_does(model)
compile_model(model, steps_per_epoch * EPOCHS)
model.summary()
x_train, y_train = digits["train"]
x_validation, y_validation = digits["validation"]
history = model.fit(
    x_train[process::process_count],
    keras.utils.to_categorical(y_train, len(CLASS_NAMES))[process::process_count],
    batch_size=BATCH_SIZE // process_count,
    epochs=EPOCHS,
    validation_data=(
        x_validation[process::process_count],
        keras.utils.to_categorical(y_validation, len(CLASS_NAMES))[process::process_count],
    ),
    callbacks=${patience > 0 ? '[keras.callbacks.EarlyStopping(monitor="val_accuracy", mode="max", patience=PATIENCE)]' : '[]'},
)
if process == 0:
    model.save_weights("inkling.weights.h5")
    plot_curves(history.history)`;
