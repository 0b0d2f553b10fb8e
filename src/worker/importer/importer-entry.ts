import * as Comlink from 'comlink';
import { errorText, fail, ok, type Result } from '../../core/fault';
import { createDatasetRepository } from '../../library/dataset-repository';
import type { ImporterApi } from '../../protocol/importing';
import { holdLock } from '../hold-lock';
import { bringIn } from './bring-in';
import type { InputFile } from './read-files';

/** A file that was chosen; it can be gone, or changed, since. */
const asInput = (file: File): InputFile => ({
  name: file.webkitRelativePath || file.name,
  sizeBytes: file.size,
  read: async (): Promise<Result<Uint8Array<ArrayBuffer>>> => {
    try {
      return ok(new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      return fail({
        code: 'invalid-file',
        message: `“${file.name.slice(0, 60)}” could not be read: choose it again.`,
        remedy: 'dismiss',
        detail: errorText(error),
      });
    }
  },
});

const api: ImporterApi = {
  ping: () => Promise.resolve(),
  hold: holdLock,
  async bringIn(files, onFraction) {
    const brought = await bringIn(files.map(asInput), { repository: createDatasetRepository(), onFraction });
    if (!brought.ok) return brought;
    const buffers = brought.value.unkept.flatMap(({ digits }) => [
      digits.pixels.buffer,
      digits.labels.buffer,
    ]);
    return Comlink.transfer(brought, buffers as ArrayBuffer[]);
  },
};

Comlink.expose(api);
