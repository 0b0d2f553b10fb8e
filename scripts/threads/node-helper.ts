/** The SIMD engine's helping threads in Node, whose workers are not the browser's. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import type { StartHelper } from '../../src/engine/simd/crew';

/** Where a helper is to be lost: in which kernel, at which of its calls, counted from 1. */
export interface Failing {
  readonly in:
    | 'packPixels'
    | 'packRows'
    | 'multiplyLists'
    | 'activatePanel'
    | 'softmaxLoss'
    | 'multiplyElements'
    | 'copyNumbers'
    | 'updateAdam';
  readonly atCall: number;
}

/** What a thread runs, in one piece of plain JavaScript. */
async function bundled(script: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: fileURLToPath(new URL(script, import.meta.url)),
      write: false,
      rolldownOptions: { output: { format: 'cjs' } },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error(`${script} was not built`);
  return result.output[0].code;
}

const codes = new Map<string, Promise<string>>();

/** Starts helpers and knows them, so that they can be ended. failing: has them all be lost. */
export async function nodeHelpers(failing?: Failing): Promise<{ start: StartHelper; threads: Worker[] }> {
  const script = failing ? './faulty-thread.ts' : './helper-thread.ts';
  if (!codes.has(script)) codes.set(script, bundled(script));
  const code = await codes.get(script)!;
  const threads: Worker[] = [];
  const start: StartHelper = (order, onFailed) => {
    const thread = new Worker(code, { eval: true, workerData: failing ? { order, failing } : order });
    thread.on('error', onFailed);
    thread.unref();
    threads.push(thread);
    return { terminate: () => void thread.terminate() };
  };
  return { start, threads };
}
