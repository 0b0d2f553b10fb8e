/**
 * Compiles the SIMD engine's kernels, src/engine/simd/assembly/, to src/engine/simd/generated/*.wasm: once for baseline SIMD
 * and once for relaxed SIMD, each for memory of one thread's own and for memory that threads share: a module takes only
 * the one or the other. A Vite plugin (kernelsPlugin) does so before Vite serves, builds or tests; scripts that run without
 * Vite call buildKernels() themselves. Nothing is done when the files are newer than their sources.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main as compile } from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sourceFolder = join(root, 'src/engine/simd/assembly');
const targetFolder = join(root, 'src/engine/simd/generated');

export const KERNEL_BUILDS = ['baseline', 'relaxed'] as const;
export type KernelBuild = (typeof KERNEL_BUILDS)[number];

/** Where the compiled kernels of a build lie. shared: those for memory that threads share. */
export const kernelFile = (build: KernelBuild, shared = false): string =>
  join(targetFolder, `${build}${shared ? '-shared' : ''}.wasm`);

const FLAGS = [
  '-O3',
  '--noAssert',
  '--importMemory',
  '--enable=simd',
  // No garbage collector, no heap: the kernels allocate nothing.
  '--runtime=stub',
  // "Exchange of v128 values is not supported by all embeddings": only between our own files, and inlined.
  '--disableWarning=112',
];

/** The greatest memory there is, 4 GiB: a module takes any that may not grow beyond what it names. */
const SHARED_FLAGS = ['--enable=threads', '--sharedMemory', '--maximumMemory=65536'];

/** Compiles what is out of date. Throws with the compiler's own words when it fails. */
export async function buildKernels(): Promise<void> {
  const newest = Math.max(
    statSync(fileURLToPath(import.meta.url)).mtimeMs,
    ...readdirSync(sourceFolder).map((name) => statSync(join(sourceFolder, name)).mtimeMs),
  );
  const wanted = KERNEL_BUILDS.flatMap((build) => [false, true].map((shared) => ({ build, shared })));
  for (const { build, shared } of wanted) {
    const target = kernelFile(build, shared);
    if (existsSync(target) && statSync(target).mtimeMs >= newest) continue;
    mkdirSync(targetFolder, { recursive: true });
    // Written under a name of its own first: a reader, or a second build (the tests' projects start several in one
    // process), never sees half a file.
    const unfinished = `${target}.${randomUUID()}`;
    const args = [
      relative(process.cwd(), join(sourceFolder, 'index.ts')),
      '--outFile',
      relative(process.cwd(), unfinished),
      ...FLAGS,
      ...(build === 'relaxed' ? ['--enable=relaxed-simd'] : []),
      ...(shared ? SHARED_FLAGS : []),
    ];
    let complaints = '';
    const write = (text: string | Uint8Array): void => {
      complaints += typeof text === 'string' ? text : Buffer.from(text).toString();
    };
    const { error } = await compile(args, { stderr: { write } });
    if (error) throw new Error(`The SIMD kernels do not compile.\n${complaints}`, { cause: error });
    renameSync(unfinished, target);
  }
}

/** Builds the kernels when Vite starts, and again when one of their sources changes. */
export function kernelsPlugin(): Plugin {
  return {
    name: 'simd-kernels',
    buildStart: () => buildKernels(),
    async handleHotUpdate({ file }) {
      if (file.startsWith(sourceFolder)) await buildKernels();
    },
  };
}
