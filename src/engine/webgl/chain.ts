/** The textures and programs of one network, and the order in which a step and a prediction run them. */
import type { LayerWeights, TrainState } from '../../core/network';
import { OPTIMIZER_SLOTS, PIXEL_COUNT } from '../../core/network';
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import { ADAM_BETA1, ADAM_BETA2 } from '../../core/training/constants';
import type { EngineConfig, StepHyper } from '../engine';
import { BACKWARD_SAMPLERS, backwardSource } from './backward-program';
import type { Device } from './device';
import { ForwardDraws } from './forward-draws';
import {
  blocksOf4,
  packParameters,
  parameterHeight,
  parameterLayers,
  type ParameterShape,
  parameterWidth,
  ROWS_PER_BLOCK,
  tallBlocks,
  unpackParameters,
} from './layout';
import { CLASS_BLOCKS, OUTPUT_BLOCKS, OUTPUT_SAMPLERS, outputSource, predictSource } from './output-program';
import type { Plan } from './plan';
import type { DeviceTexture, Program } from './program';
import { type Sides, type Surface, surface, tallSurface } from './surface';
import { UNPACK_SAMPLERS, unpackSource, UPLOAD_TEXELS, VARIANT_TEXELS } from './unpack-program';
import { UpdateDraws } from './update-draws';

interface Layer {
  readonly shape: ParameterShape;
  /** Weights first, then the slots in the order of OPTIMIZER_SLOTS. */
  readonly parameters: Sides;
  /** By whether they are fused. Made when a plan first has them so, as are the next. */
  readonly updates: Map<boolean, UpdateDraws>;
}

interface HiddenLayer extends Layer {
  readonly activations: Surface;
  /** dz. */
  readonly errors: Surface;
  /** By the number of parts. */
  readonly forwards: Map<number, ForwardDraws>;
  readonly backward: Program;
}

export class Chain {
  readonly #device: Device;
  readonly #config: EngineConfig;
  readonly #batch: DeviceTexture;
  readonly #variants: DeviceTexture;
  readonly #pixels: Surface;
  readonly #hidden: readonly HiddenLayer[];
  readonly #last: Layer;
  /** All of these. */
  readonly #layers: readonly Layer[];
  /** The logits' gradient and the running totals. */
  readonly #output: Sides;
  readonly #probabilities: Surface;
  readonly #unpack: Program;
  readonly #outputProgram: Program;
  readonly #predict: Program;
  /** Of the hidden layers, and of all layers, as the plan has them. */
  #forwards: readonly ForwardDraws[] = [];
  #updates: readonly UpdateDraws[] = [];
  /** The sides that the next step reads from. */
  #side: 0 | 1 = 0;

  /** rows: room for so many digits, at least config.maxBatchSize. May be used once the device has compiled. */
  constructor(device: Device, config: EngineConfig, state: TrainState, plan: Plan, rows: number) {
    this.#device = device;
    this.#config = config;
    const { activation, layerSizes } = config.network;
    const { optimizer } = config;
    const layers = parameterLayers(OPTIMIZER_SLOTS[optimizer].length);
    const shapes = layerSizes.slice(1).map((units, l) => ({ inputs: layerSizes[l]!, units, layers }));
    const rowBlocks = tallBlocks(rows);
    const batchBlocks = tallBlocks(config.maxBatchSize);

    const tall = (columns: number, height: number) => tallSurface(device, columns, height);

    this.#batch = device.wholeTexture('byte', UPLOAD_TEXELS, ROWS_PER_BLOCK * rowBlocks);
    this.#variants = device.wholeTexture('short', VARIANT_TEXELS, ROWS_PER_BLOCK * batchBlocks);
    this.#pixels = surface(device, device.wholeTexture('uint', blocksOf4(PIXEL_COUNT + 1), 2 * rowBlocks));
    this.#unpack = device.program(unpackSource(), UNPACK_SAMPLERS);

    const layerOf = (shape: ParameterShape): Layer => {
      const side = () =>
        surface(
          device,
          ...Array.from({ length: 1 + OPTIMIZER_SLOTS[optimizer].length }, () =>
            device.floatTexture(parameterWidth(shape), parameterHeight(shape), layers),
          ),
        );
      return { shape, parameters: [side(), side()], updates: new Map() };
    };
    this.#hidden = shapes.slice(0, -1).map((shape, l) =>
      Object.assign(layerOf(shape), {
        activations: tall(shape.units + 1, rowBlocks),
        errors: tall(shape.units, batchBlocks),
        forwards: new Map(),
        backward: device.program(backwardSource(shapes[l + 1]!, activation), BACKWARD_SAMPLERS),
      }),
    );
    const last = shapes.at(-1)!;
    this.#last = layerOf(last);
    this.#layers = [...this.#hidden, this.#last];
    this.#output = [tall(4 * OUTPUT_BLOCKS, batchBlocks), tall(4 * OUTPUT_BLOCKS, batchBlocks)];
    this.#probabilities = tall(4 * CLASS_BLOCKS, rowBlocks);
    const fromPixels = shapes.length === 1;
    this.#outputProgram = device.program(outputSource(last, fromPixels), OUTPUT_SAMPLERS);
    this.#predict = device.program(predictSource(last, fromPixels), OUTPUT_SAMPLERS);
    this.#setPlan(plan);
    this.load(state);
  }

  /** Takes steps and makes predictions by another plan, once what it needs is compiled: not to be used before. */
  async usePlan(plan: Plan): Promise<void> {
    this.#setPlan(plan);
    await this.#device.compiled();
  }

  #setPlan(plan: Plan): void {
    const { network, optimizer } = this.#config;
    this.#forwards = this.#hidden.map(({ forwards, shape, activations }, l) => {
      const { parts } = plan[l]!;
      return getOrMake(forwards, parts, () => {
        const how = { fromPixels: l === 0, parts };
        return new ForwardDraws(this.#device, shape, network.activation, activations, how);
      });
    });
    this.#updates = this.#layers.map(({ updates, shape }, l) => {
      const { fused } = plan[l]!;
      return getOrMake(updates, fused, () => {
        return new UpdateDraws(this.#device, shape, optimizer, { fromPixels: l === 0, fused });
      });
    });
  }

  /** Replaces weights and slots. */
  load(state: TrainState): void {
    const sets = [state.weights, ...state.slots];
    this.#layers.forEach(({ shape, parameters }, l) => {
      sets.forEach((values, set) => {
        const texels = packParameters(values[l]!, shape);
        for (const { textures } of parameters) this.#device.refill(textures[set]!, texels);
      });
    });
    this.#side = 0;
  }

  dispose(): void {
    this.#device.dispose();
  }

  /** Uploads `count` rows of bytes (see unpack-program.ts) and unpacks them, as their variants if there are any. */
  upload(bytes: Uint8Array, count: number, variants?: Int16Array): void {
    this.#device.upload(this.#batch, bytes, count);
    if (variants) this.#device.upload(this.#variants, variants, count);
    this.#unpack
      .use([this.#batch, this.#variants])
      .int('augmented', variants ? 1 : 0)
      .draw(this.#pixels.target, 2 * tallBlocks(count));
  }

  /** One step on the `count` uploaded rows. stepIndex counts from 0. keepTotals: false to start them anew. */
  step(count: number, stepIndex: number, hyper: StepHyper, keepTotals: boolean): void {
    const from = this.#side;
    const to = from === 0 ? 1 : 0;
    const rows = tallBlocks(count);
    const last = this.#forward(rows, hyper.dropout, stepIndex);

    this.#outputProgram
      .use([last, weightsOf(this.#last, from), this.#batch, this.#output[from].textures[0]!])
      .int('count', count)
      .int('keepTotals', keepTotals ? 1 : 0)
      .float('smoothing', hyper.labelSmoothing)
      .draw(this.#output[to].target);

    let errors = this.#output[to].textures[0]!;
    for (let l = this.#hidden.length - 1; l >= 0; l--) {
      const layer = this.#hidden[l]!;
      const program = layer.backward.use([
        errors,
        weightsOf(this.#hidden[l + 1] ?? this.#last, from),
        layer.activations.textures[0]!,
      ]);
      this.#setDropout(program, hyper.dropout, stepIndex, l).draw(layer.errors.target, rows);
      this.#update(l + 1, errors, rows, stepIndex, hyper);
      errors = layer.errors.textures[0]!;
    }
    this.#update(0, errors, rows, stepIndex, hyper);
    this.#side = to;
    // Otherwise the browser may hold the commands back until its buffer is full, and the device idles.
    this.#device.gl.flush();
  }

  /** float32 [rows rounded up to 8, 10] for the `count` uploaded rows, laid out as readProbabilities expects. */
  async predict(count: number): Promise<Float32Array> {
    const height = tallBlocks(count);
    const last = this.#forward(height, 0, 0);
    this.#predict.use([last, weightsOf(this.#last, this.#side)]).draw(this.#probabilities.target, height);
    const [texels] = await this.#device.read([this.#probabilities.target], { height });
    return texels!;
  }

  /** Sums of the losses and of the right guesses since keepTotals was last false. */
  async readTotals(): Promise<{ lossSum: number; rightCount: number }> {
    const area = { x: OUTPUT_BLOCKS - 1, width: 1, outputs: 1 };
    const [texels] = await this.#device.read([this.#output[this.#side].target], area);
    let lossSum = 0;
    let rightCount = 0;
    for (let i = 0; i < texels!.length; i += 4) {
      lossSum += texels![i]!;
      rightCount += texels![i + 1]!;
    }
    return { lossSum, rightCount };
  }

  /** The first `setCount` of weights and slots as they are now, in this order: the weights are the first set. */
  async readParameters(
    setCount: number = this.#last.parameters[0].textures.length,
  ): Promise<LayerWeights[][]> {
    const layers = this.#layers;
    const outputs = setCount * this.#last.shape.layers;
    const reading = await this.#device.read(
      layers.map((layer) => layer.parameters[this.#side].target),
      { outputs },
    );
    return Array.from({ length: setCount }, (_, set) =>
      layers.map(({ shape }, l) => {
        const size = reading[l]!.length / setCount;
        return unpackParameters(reading[l]!.subarray(set * size, (set + 1) * size), shape);
      }),
    );
  }

  /** Runs the hidden layers; returns what the last of them gave, or the pixels where there is none. */
  #forward(rows: number, dropout: number, stepIndex: number): DeviceTexture {
    let values = this.#pixels.textures[0]!;
    this.#hidden.forEach((layer, l) => {
      this.#forwards[l]!.run(values, weightsOf(layer, this.#side), rows, (program) => {
        this.#setDropout(program, dropout, stepIndex, l);
      });
      values = layer.activations.textures[0]!;
    });
    return values;
  }

  #setDropout(program: Program, rate: number, stepIndex: number, layer: number): Program {
    return program
      .uint('dropoutKey', randomKey(this.#config.seed, RANDOM_PURPOSE.dropout, stepIndex, layer))
      .uint('dropoutBelow', Math.ceil(rate * 2 ** 24))
      .float('keptScale', 1 / (1 - rate));
  }

  #update(l: number, errors: DeviceTexture, rows: number, stepIndex: number, hyper: StepHyper): void {
    const values = l === 0 ? this.#pixels : this.#hidden[l - 1]!.activations;
    const [first, second] = this.#layers[l]!.parameters;
    const sides = this.#side === 0 ? ([first, second] as const) : ([second, first] as const);
    this.#updates[l]!.run(values.textures[0]!, errors, rows, sides, (program) => {
      program
        .float('learningRate', hyper.learningRate)
        .float('weightDecay', hyper.weightDecay)
        .float('correction1', 1 - ADAM_BETA1 ** (stepIndex + 1))
        .float('correction2', 1 - ADAM_BETA2 ** (stepIndex + 1));
    });
  }
}

const weightsOf = (layer: Layer, side: 0 | 1): DeviceTexture => layer.parameters[side].textures[0]!;

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
