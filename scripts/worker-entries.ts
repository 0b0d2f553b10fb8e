/**
 * WebKit runs a worker's own script once more when another script imports it: two sessions then answer each command, and
 * the second, which was never opened, with an error. So a build in which that could happen fails.
 */
import type { Plugin } from 'vite';

interface Chunk {
  readonly fileName: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}

/** The scripts, by name, that import one which a worker begins with. */
export function importersOfEntries(chunks: readonly Chunk[]): readonly string[] {
  const entries = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
  return chunks
    .filter((chunk) => [...chunk.imports, ...chunk.dynamicImports].some((file) => entries.has(file)))
    .map((chunk) => chunk.fileName);
}

export const workerEntriesPlugin = (): Plugin => ({
  name: 'worker-entries',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const importers = importersOfEntries(chunks);
    if (importers.length > 0) this.error(`a worker's own script is imported by ${importers.join(', ')}`);
  },
});
