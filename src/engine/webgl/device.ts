/**
 * The little of WebGL 2 that the engine needs: textures that live as long as the engine, programs that outlive it
 * (program-cache.ts), draws into several textures at once, and readings that never wait.
 *
 * It shares tfjs's context and runs its programs through tfjs's GPGPUContext (vertex shader, quad, program switching), so
 * that both may take turns on one context: every draw of either sets program, vertex array, framebuffer, viewport and
 * scissor anew. What it does without is compileAndRun and the texture manager: compileAndRun knows one output per program
 * and makes, and throws away, a tensor and a texture for each, where a step here writes up to eight textures at once and
 * must allocate none; and the texture manager knows plain 2-D textures only, where a block here is the layers of an array.
 */
import type { GPGPUContext, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { yieldToMessages } from '../yield-to-messages';
import type { DeviceTexture, Program, Target } from './program';
import { ProgramCache } from './program-cache';
import type { DeviceLimits } from './support';

/** For so long an answer is asked for between any two messages; then by a timer, which leaves the thread alone for 4 ms. */
const EAGER_MS = 6;
const POLL_MS = 1;

const LOST = 'The graphics context was lost while reading from it';
/** Written behind whatever is read: numbers that are not followed by it were never read. */
const MARK = Float32Array.of(12_345);

export class Device {
  readonly gpgpu: GPGPUContext;
  readonly gl: WebGL2RenderingContext;
  readonly #textures: WebGLTexture[] = [];
  readonly #framebuffers: WebGLFramebuffer[] = [];
  readonly #programs: Program[] = [];
  readonly #cache: ProgramCache;

  /** tfjs's WebGL backend must be open; by now, another may be its current one. */
  constructor() {
    this.gpgpu = (tf.findBackend('webgl') as MathBackendWebGL).gpgpu;
    this.gl = this.gpgpu.gl as WebGL2RenderingContext;
    this.#cache = ProgramCache.of(this.gpgpu);
  }

  limits(): DeviceLimits {
    const { gl } = this;
    return {
      webglVersion: tf.env().getNumber('WEBGL_VERSION'),
      maxDrawBuffers: gl.getParameter(gl.MAX_DRAW_BUFFERS) as number,
      maxColorAttachments: gl.getParameter(gl.MAX_COLOR_ATTACHMENTS) as number,
      maxTextureSize: gl.getParameter(gl.MAX_TEXTURE_SIZE) as number,
    };
  }

  /** The name of what draws here; see gl-device.ts. */
  renderer(): string {
    const { gl } = this;
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  }

  /** A texture of zeros. */
  floatTexture(width: number, height: number, layers: number): DeviceTexture {
    const { gl } = this;
    const handle = this.#newTexture(gl.TEXTURE_2D_ARRAY);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA32F, width, height, layers);
    return { handle, format: 'float', width, height, layers };
  }

  /** Replaces all of a float texture. texels: float32 [layers, height, width, 4]. */
  refill({ handle, width, height, layers }: DeviceTexture, texels: Float32Array): void {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 0, width, height, layers, gl.RGBA, gl.FLOAT, texels);
  }

  /** Four whole numbers a texel: of 32 bits ('uint'), 8 ('byte'), or 16 with a sign ('short'). */
  wholeTexture(format: 'uint' | 'byte' | 'short', width: number, height: number): DeviceTexture {
    const { gl } = this;
    const internal = { uint: gl.RGBA32UI, byte: gl.RGBA8UI, short: gl.RGBA16I }[format];
    const handle = this.#newTexture(gl.TEXTURE_2D);
    gl.texStorage2D(gl.TEXTURE_2D, 1, internal, width, height);
    return { handle, format, width, height, layers: 1 };
  }

  /** Replaces the first `rows` rows of a byte or short texture. numbers: [rows, width, 4] of its kind. */
  upload({ handle, width }: DeviceTexture, numbers: Uint8Array | Int16Array, rows: number): void {
    const { gl } = this;
    const type = numbers instanceof Uint8Array ? gl.UNSIGNED_BYTE : gl.SHORT;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, handle);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, rows, gl.RGBA_INTEGER, type, numbers);
  }

  /** All of the same width and height. */
  target(textures: readonly DeviceTexture[]): Target {
    const { gl } = this;
    const handle = gl.createFramebuffer();
    this.#framebuffers.push(handle);
    gl.bindFramebuffer(gl.FRAMEBUFFER, handle);
    let outputs = 0;
    for (const { handle: texture, format, layers } of textures) {
      for (let layer = 0; layer < layers; layer++) {
        const attachment = gl.COLOR_ATTACHMENT0 + outputs++;
        if (format === 'float') gl.framebufferTextureLayer(gl.FRAMEBUFFER, attachment, texture, 0, layer);
        else gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, texture, 0);
      }
    }
    gl.drawBuffers(Array.from({ length: outputs }, (_, i) => gl.COLOR_ATTACHMENT0 + i));
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) {
      throw new Error(`A framebuffer of ${outputs} attachments is not complete`);
    }
    const { width, height } = textures[0]!;
    return { handle, outputs, width, height };
  }

  /** See ProgramCache.take. Released with the device. */
  program(source: string, samplers: readonly string[]): Program {
    const program = this.#cache.take(source, samplers);
    this.#programs.push(program);
    return program;
  }

  /** Resolves when every program asked for is ready to run; see ProgramCache.compiled. */
  compiled(): Promise<void> {
    return this.#cache.compiled(this.#programs);
  }

  /**
   * Copies the rectangle (x, 0, width, height) of each target's first `outputs` attachments, as of now in the order of
   * commands, whatever is drawn later. float32 [target, output, height, width, 4].
   */
  async read(
    targets: readonly Target[],
    { x = 0, width = 0, height = 0, outputs = 0 } = {},
  ): Promise<Float32Array[]> {
    const { gl } = this;
    const sizes = targets.map((t) => 4 * (width || t.width) * (height || t.height) * (outputs || t.outputs));
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    const markAt = 4 * sizes.reduce((a, b) => a + b, 0);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, markAt + MARK.byteLength, gl.STREAM_READ);
    let offset = 0;
    targets.forEach((target, i) => {
      const count = outputs || target.outputs;
      gl.bindFramebuffer(gl.FRAMEBUFFER, target.handle);
      for (let output = 0; output < count; output++) {
        gl.readBuffer(gl.COLOR_ATTACHMENT0 + output);
        const [w, h] = [width || target.width, height || target.height];
        gl.readPixels(x, 0, w, h, gl.RGBA, gl.FLOAT, offset);
        offset += (4 * sizes[i]!) / count;
      }
    });
    gl.bufferSubData(gl.PIXEL_PACK_BUFFER, markAt, MARK);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    try {
      await this.#finished();
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      let start = 0;
      const values = [...sizes, MARK.length].map((size) => {
        const part = new Float32Array(size);
        gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, start, part);
        start += part.byteLength;
        return part;
      });
      // A context that was lost meanwhile gives zeros and says nothing.
      if (values.pop()![0] !== MARK[0]) throw new Error(LOST);
      return values;
    } finally {
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.deleteBuffer(buffer);
    }
  }

  dispose(): void {
    const { gl } = this;
    for (const program of this.#programs.splice(0)) this.#cache.release(program);
    for (const framebuffer of this.#framebuffers.splice(0)) gl.deleteFramebuffer(framebuffer);
    for (const texture of this.#textures.splice(0)) gl.deleteTexture(texture);
  }

  /** Resolves when the device has done everything enqueued so far. Asks now and then; a wait would stop this thread. */
  async #finished(): Promise<void> {
    const { gl } = this;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) throw new Error(LOST);
    gl.flush();
    const askedAt = performance.now();
    for (;;) {
      const status = gl.clientWaitSync(fence, 0, 0);
      if (status === gl.WAIT_FAILED) throw new Error(LOST);
      if (status !== gl.TIMEOUT_EXPIRED) break;
      // Nested timers are held to 4 ms, which is longer than a graphics card takes for a step or for an answer.
      if (performance.now() - askedAt < EAGER_MS) await yieldToMessages();
      else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    gl.deleteSync(fence);
  }

  #newTexture(kind: number): WebGLTexture {
    const { gl } = this;
    const handle = gl.createTexture();
    this.#textures.push(handle);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(kind, handle);
    gl.texParameteri(kind, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(kind, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return handle;
  }
}
