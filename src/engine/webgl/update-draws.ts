/** The draws that make one layer's gradient and move its weights and slots, as a plan has them: two, or one for both. */
import type { Optimizer } from '../../core/experiment';
import type { Device } from './device';
import { GRADIENT_SAMPLERS, gradientSource } from './gradient-program';
import { GRADIENT_LAYERS, gradientWidth, parameterHeight, type ParameterShape } from './layout';
import type { DeviceTexture, Program } from './program';
import { type Surface, surface } from './surface';
import { fusedSamplers, fusedSource, updateSamplers, updateSource } from './update-program';

export class UpdateDraws {
  readonly #update: Program;
  /** Only where it has a draw of its own. */
  readonly #gradient: { readonly surface: Surface; readonly program: Program } | undefined;

  constructor(
    device: Device,
    shape: ParameterShape,
    optimizer: Optimizer,
    { fromPixels, fused }: { readonly fromPixels: boolean; readonly fused: boolean },
  ) {
    if (fused) {
      this.#update = device.program(fusedSource(shape, optimizer, fromPixels), fusedSamplers(optimizer));
    } else {
      this.#gradient = {
        surface: surface(
          device,
          device.floatTexture(gradientWidth(shape), parameterHeight(shape), GRADIENT_LAYERS),
        ),
        program: device.program(gradientSource(shape, fromPixels), GRADIENT_SAMPLERS),
      };
      this.#update = device.program(updateSource(shape, optimizer), updateSamplers(optimizer));
    }
  }

  /** rows: in blocks of 8. setRates is given the program that needs the uniforms of the optimiser. */
  run(
    values: DeviceTexture,
    errors: DeviceTexture,
    rows: number,
    [from, to]: readonly [Surface, Surface],
    setRates: (program: Program) => void,
  ): void {
    if (this.#gradient) {
      const { surface: gradient, program } = this.#gradient;
      program.use([values, errors]).int('rowBlocks', rows).draw(gradient.target);
      this.#update.use([...gradient.textures, ...from.textures]);
    } else {
      this.#update.use([values, errors, ...from.textures]).int('rowBlocks', rows);
    }
    setRates(this.#update);
    this.#update.draw(to.target);
  }
}
