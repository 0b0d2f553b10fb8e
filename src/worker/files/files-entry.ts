/** The worker that packs and unpacks files: files can be large and hostile, and neither may keep the page or a run waiting. */
import * as Comlink from 'comlink';
import { createRunRepository } from '../../library/run-repository';
import type { FilesApi } from '../../protocol/files';
import { holdLock } from '../hold-lock';
import { bringIn, rescale } from './bring-in';
import { pack } from './pack';

const repository = createRunRepository();

const api: FilesApi = {
  ping: () => Promise.resolve(),
  hold: holdLock,
  pack: async (runId, format, held, findings) => {
    const packed = await pack(repository, runId, format, held, findings, new Date());
    return packed.ok ? Comlink.transfer(packed, [packed.value.bytes.buffer]) : packed;
  },
  bringIn: (files, digits) => bringIn(repository, files, digits, Date.now()),
  rescale: (runId, scaling) => rescale(repository, runId, scaling),
};

Comlink.expose(api);
