/** The draws that take one hidden layer forward, as a plan has them: one, or one for the parts and one that adds them. */
import type { Activation } from '../../core/experiment';
import type { Device } from './device';
import {
  ADD_PARTS_SAMPLERS,
  addPartsSource,
  FORWARD_SAMPLERS,
  forwardSource,
  partsSource,
} from './forward-program';
import { blocksOf4, type ParameterShape } from './layout';
import type { DeviceTexture, Program } from './program';
import { type Surface, tallSurface } from './surface';

export class ForwardDraws {
  readonly #activations: Surface;
  readonly #product: Program;
  /** Only in parts: where they go, and what adds them. */
  readonly #inParts: { readonly sums: Surface; readonly add: Program } | undefined;

  /** activations: what the draws write, its height giving the most rows. parts: 1 for the product in one. */
  constructor(
    device: Device,
    shape: ParameterShape,
    activation: Activation,
    activations: Surface,
    { fromPixels, parts }: { readonly fromPixels: boolean; readonly parts: number },
  ) {
    this.#activations = activations;
    if (parts === 1) {
      this.#product = device.program(forwardSource(shape, activation, fromPixels), FORWARD_SAMPLERS);
    } else {
      const columns = parts * 4 * blocksOf4(shape.units);
      this.#product = device.program(partsSource(shape, fromPixels, parts), FORWARD_SAMPLERS);
      this.#inParts = {
        sums: tallSurface(device, columns, activations.target.height),
        add: device.program(addPartsSource(shape, activation, fromPixels, parts), ADD_PARTS_SAMPLERS),
      };
    }
  }

  /** rows: in blocks of 8. setDropout is given the program that needs dropout's uniforms. */
  run(
    values: DeviceTexture,
    weights: DeviceTexture,
    rows: number,
    setDropout: (program: Program) => void,
  ): void {
    let last = this.#product.use([values, weights]);
    if (this.#inParts) {
      const { sums, add } = this.#inParts;
      last.draw(sums.target, rows);
      last = add.use(sums.textures);
    }
    setDropout(last);
    last.draw(this.#activations.target, rows);
  }
}
