/** Brings in the visitor's own data: reads files, makes data sets of them and keeps those, all or nothing. */
import { fail, ok, type Result } from '../../core/fault';
import { shownName } from '../../formats/refusal';
import { sizeOf, type KeptDataset } from '../../library/dataset-record';
import type { DatasetRepository } from '../../library/dataset-repository';
import type { BroughtIn } from '../../protocol/importing';
import { makeDatasets } from './make-datasets';
import { type InputFile, readFiles } from './read-files';

/** Reading is so much of the work; the rest is working out averages and storing. */
const READING = 0.8;

interface Options {
  readonly repository: DatasetRepository;
  readonly onFraction?: (fraction: number) => void;
  readonly decode?: NonNullable<Parameters<typeof readFiles>[1]>['decode'];
}

export async function bringIn(
  files: readonly InputFile[],
  { repository, onFraction = () => {}, decode }: Options,
): Promise<Result<BroughtIn>> {
  const read = await readFiles(files, {
    onFraction: (fraction) => onFraction(READING * fraction),
    ...(decode && { decode }),
  });
  if (!read.ok) return read;
  const made = await makeDatasets(read.value.parts, nameOf(files, read.value.parts.length), Date.now());
  if (!made.ok) return made;
  const notes = [...read.value.notes];
  const unkept: KeptDataset[] = [];
  const records: KeptDataset['record'][] = [];
  let problem: string | undefined;
  const known = await repository.list();
  for (const kept of made.value) {
    const before = known.ok ? known.value.records.find(({ id }) => id === kept.record.id) : undefined;
    if (before) {
      // It keeps the names that the visitor gave it.
      notes.push(
        `“${before.name}” was here already, with the same ${sizeOf(before).toLocaleString('en')} pictures.`,
      );
      records.push(before);
      continue;
    }
    const stored = await repository.put(kept);
    if (!stored.ok) {
      problem = stored.fault.message;
      unkept.push(kept);
    }
    records.push(kept.record);
  }
  onFraction(1);
  return records.length > 0 ? ok({ records, unkept, problem, notes }) : fail(NOTHING);
}

const NOTHING = {
  code: 'invalid-file',
  message: 'There is nothing in these files.',
  remedy: 'dismiss',
} as const;

/** By the file that it came in, without what says only how it is packed. */
function nameOf(files: readonly InputFile[], partCount: number): string {
  const names = files.map(({ name }) =>
    name
      .split(/[\\/]/)
      .at(-1)!
      .replace(/(\.(gz|zip|csv|tsv|txt|json|png|jpe?g))+$/i, ''),
  );
  const [first = ''] = names;
  const isOne = files.length === 1 || partCount === 1;
  const plain = shownName(isOne ? first : `${first} and ${files.length - 1} more`);
  // What MNIST's own files are called says nothing of what is in them.
  return plain === '' || /^(train|t10k)-(images|labels)/.test(plain) ? 'My data' : plain;
}
