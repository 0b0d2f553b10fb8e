/** A compiled program, what it reads and where it writes. Made by ProgramCache. */
import type { GPGPUContext } from '@tensorflow/tfjs-backend-webgl';

export type TextureFormat = 'float' | 'uint' | 'byte' | 'short';

/** One texture: a 2-D array for floats, a plain 2-D texture for whole numbers. */
export interface DeviceTexture {
  readonly handle: WebGLTexture;
  readonly format: TextureFormat;
  readonly width: number;
  readonly height: number;
  readonly layers: number;
}

/** Where a draw writes: every layer of every texture is one colour attachment, in that order. */
export interface Target {
  readonly handle: WebGLFramebuffer;
  readonly outputs: number;
  readonly width: number;
  readonly height: number;
}

type GpgpuProgram = ReturnType<GPGPUContext['createProgram']>;

/** A compiled program with the places of its uniforms. Textures are bound in the order of `samplers`. */
export class Program {
  readonly #gl: WebGL2RenderingContext;
  readonly #gpgpu: GPGPUContext;
  readonly #program: GpgpuProgram;
  readonly #samplers: readonly string[];
  readonly #places = new Map<string, WebGLUniformLocation | null>();

  /** Nothing here waits for the compiler; prepare() must follow before the first use. */
  constructor(gpgpu: GPGPUContext, program: GpgpuProgram, samplers: readonly string[]) {
    this.#gl = gpgpu.gl as WebGL2RenderingContext;
    this.#gpgpu = gpgpu;
    this.#program = program;
    this.#samplers = samplers;
  }

  /** To be called once, after the program has been linked. */
  prepare(): void {
    this.#gpgpu.buildVao(this.#program);
    this.#samplers.forEach((name, unit) => this.int(name, unit));
  }

  /** Makes this the current program, reading from `inputs`. Uniforms are set after it, then draw() is called. */
  use(inputs: readonly DeviceTexture[]): this {
    this.#gpgpu.setProgram(this.#program);
    this.#gpgpu.bindVertexArray(this.#program.vao);
    inputs.forEach(({ handle, format }, unit) => {
      this.#gl.activeTexture(this.#gl.TEXTURE0 + unit);
      this.#gl.bindTexture(format === 'float' ? this.#gl.TEXTURE_2D_ARRAY : this.#gl.TEXTURE_2D, handle);
    });
    return this;
  }

  int(name: string, value: number): this {
    this.#gl.uniform1i(this.#place(name), value);
    return this;
  }

  uint(name: string, value: number): this {
    this.#gl.uniform1ui(this.#place(name), value);
    return this;
  }

  float(name: string, value: number): this {
    this.#gl.uniform1f(this.#place(name), value);
    return this;
  }

  /** Runs the program once for every texel of the first `height` rows of the target. */
  draw(target: Target, height = target.height): void {
    this.#gl.bindFramebuffer(this.#gl.FRAMEBUFFER, target.handle);
    this.#gl.viewport(0, 0, target.width, height);
    this.#gl.scissor(0, 0, target.width, height);
    this.#gpgpu.executeProgram();
  }

  dispose(): void {
    this.#gpgpu.deleteProgram(this.#program);
  }

  #place(name: string): WebGLUniformLocation | null {
    let place = this.#places.get(name);
    if (place === undefined) {
      // A name that the compiler optimised away has no place, and setting it does nothing.
      place = this.#gl.getUniformLocation(this.#program, name);
      this.#places.set(name, place);
    }
    return place;
  }
}
