/**
 * Compiled programs by their source, kept for the next network on the same context: compiling takes a device longer than
 * hundreds of steps, and Train after a benchmark, or another run of the same size, needs what is there already. Users of
 * one program take turns: whoever uses it sets every uniform anew (program.ts).
 */
import type { GPGPUContext } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { Program } from './program';

const POLL_MS = 1;
/** Programs that nobody uses: enough for two networks of four hidden layers. The longest unused goes first. */
const MAX_IDLE = 48;

interface Entry {
  readonly program: Program;
  readonly handle: WebGLProgram;
  readonly shader: WebGLShader;
  readonly source: string;
  users: number;
  state: 'compiling' | 'ready' | 'failed';
}

const CACHES = new WeakMap<GPGPUContext, ProgramCache>();

export class ProgramCache {
  readonly #gpgpu: GPGPUContext;
  readonly #gl: WebGL2RenderingContext;
  /** In the order of last use, as far as nobody uses them. */
  readonly #entries = new Map<string, Entry>();

  private constructor(gpgpu: GPGPUContext) {
    this.#gpgpu = gpgpu;
    this.#gl = gpgpu.gl as WebGL2RenderingContext;
  }

  static of(gpgpu: GPGPUContext): ProgramCache {
    const cache = CACHES.get(gpgpu) ?? new ProgramCache(gpgpu);
    CACHES.set(gpgpu, cache);
    return cache;
  }

  /**
   * Begins to compile, unless it is there; the program may be used once compiled() has resolved, and is to be released as
   * often as it was taken. `source`: a fragment shader in GLSL ES 3.00, which says which `samplers` there are.
   */
  take(source: string, samplers: readonly string[]): Program {
    const entry = this.#entries.get(source) ?? this.#compile(source, samplers);
    entry.users++;
    return entry.program;
  }

  release(program: Program): void {
    const entry = this.#entryOf(program);
    if (!entry || --entry.users > 0) return;
    this.#entries.delete(entry.source);
    if (entry.state === 'failed') this.#delete(entry);
    else this.#entries.set(entry.source, entry);
    const idle = [...this.#entries.values()].filter(({ users }) => users === 0);
    for (const old of idle.slice(0, Math.max(0, idle.length - MAX_IDLE))) {
      this.#entries.delete(old.source);
      this.#delete(old);
    }
  }

  /**
   * Resolves when these programs are ready to run. Browsers with KHR_parallel_shader_compile compile beside this
   * thread, which meanwhile handles messages; others compile here and now. Throws the compiler's complaint, if it has one.
   */
  async compiled(programs: readonly Program[]): Promise<void> {
    const gl = this.#gl;
    const compiling = programs.flatMap((program) => this.#entryOf(program) ?? []);
    const parallel = gl.getExtension('KHR_parallel_shader_compile');
    if (parallel) {
      const isReady = ({ handle, state }: Entry): boolean =>
        state === 'ready' ||
        Boolean(gl.getProgramParameter(handle, parallel.COMPLETION_STATUS_KHR)) ||
        gl.isContextLost();
      while (!compiling.every(isReady)) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    for (const entry of compiling) this.#finish(entry);
  }

  #finish(entry: Entry): void {
    if (entry.state === 'ready') return;
    const gl = this.#gl;
    const { program, handle, shader, source } = entry;
    if (!gl.getProgramParameter(handle, gl.LINK_STATUS) && !gl.isContextLost()) {
      entry.state = 'failed';
      throw new Error(`${gl.getShaderInfoLog(shader)} ${gl.getProgramInfoLog(handle)}\n${source}`);
    }
    // Freed together with the program that it is attached to.
    gl.deleteShader(shader);
    program.prepare();
    entry.state = 'ready';
  }

  #compile(source: string, samplers: readonly string[]): Entry {
    const gl = this.#gl;
    const shader = gl.createShader(gl.FRAGMENT_SHADER)!;
    gl.shaderSource(shader, source.trimStart());
    gl.compileShader(shader);
    // In this mode tfjs links without asking how it went, which would wait for the compiler.
    tf.env().set('ENGINE_COMPILE_ONLY', true);
    const handle = this.#gpgpu.createProgram(shader);
    tf.env().set('ENGINE_COMPILE_ONLY', false);
    const program = new Program(this.#gpgpu, handle, samplers);
    const entry: Entry = { program, handle, shader, source, users: 0, state: 'compiling' };
    this.#entries.set(source, entry);
    return entry;
  }

  #entryOf(program: Program): Entry | undefined {
    return [...this.#entries.values()].find((entry) => entry.program === program);
  }

  #delete({ program, shader, state }: Entry): void {
    if (state !== 'ready') this.#gl.deleteShader(shader);
    program.dispose();
  }
}
