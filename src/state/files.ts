/**
 * Files that come in and go out. What is in a file is told by what it holds, and its work is done by a worker of its own. The
 * code for all of this arrives when the first file does.
 */
import { withFiles } from '../client/files-link';
import { errorText } from '../core/fault';
import type { InputScaling } from '../core/input-scaling';
import { SPLIT_RANGES } from '../core/splits';
import type { RunRecord } from '../library/run-record';
import type {
  BroughtIn,
  GivenFile,
  PackedFile,
  SampleDigits,
  TakeAwayFormat,
  TestFindings,
} from '../protocol/files';
import { useBrowsing } from './browsing';
import { importedWords } from './imported-words';
import { addFromStorage } from './library';
import { isData } from './is-data';
import { useLibrary } from './library-store';
import { openRun, useRunsCommands } from './runs-commands';
import { slice } from './store';
import { commands } from './worker-link';
import { importDigits } from './your-digits';

/** More than any file that would be taken, and less than what makes a tab struggle. */
const MOST_BYTES = 300_000_000;
/** How many validation digits tell how a network's pixels are scaled. */
const SAMPLE = 2000;
/** How long they are waited for, when they are still on their way. */
const DIGITS_LIMIT_MS = 20_000;
/** How many mistakes a report shows. */
const SHOWN_MISTAKES = 32;

interface Files {
  /** What is being done, in words; undefined while there is nothing. */
  readonly doing: string | undefined;
  /** What came of the last file that came in, a sentence each. */
  readonly notes: readonly string[];
  /** Why nothing came of it, in a sentence. */
  readonly problem: string | undefined;
  /** The run that it became. */
  readonly runId: string | undefined;
}

const NOTHING: Files = { doing: undefined, notes: [], problem: undefined, runId: undefined };
const [use, set] = slice<Files>('files', NOTHING);
export const useFiles = use;

export const forgetFiles = (): void => set(NOTHING);

/** Takes files that were dropped, pasted or chosen. What comes of it is told by the slice; one picture is a photo of digits, read on its own place. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0 || use.getState().doing !== undefined) return;
  const [first] = files;
  if (files.length === 1 && first!.type.startsWith('image/')) {
    const { takePicture } = await import('./paper-store');
    await takePicture(first!);
    return;
  }
  set({
    ...NOTHING,
    doing: `Looking into ${files.length === 1 ? files[0]!.name : `${files.length} files`} …`,
  });
  try {
    if (await isData(files)) {
      await takeData(files);
      return;
    }
    const tooLarge = files.find(({ size }) => size > MOST_BYTES);
    if (tooLarge) set({ problem: `${tooLarge.name} is too large: 300 MB at most are opened.` });
    else if (await isDigitList(files[0]!)) await takeDigits(files[0]!);
    else await takeNetwork(files);
  } catch (error) {
    set({ problem: `That could not be opened (${errorText(error)}). Nothing was changed.` });
  } finally {
    set({ doing: undefined });
  }
}

/** They become data sets. */
async function takeData(files: readonly File[]): Promise<void> {
  const { takeDataFiles, useDatasets } = await import('./datasets');
  const taken = await takeDataFiles(files);
  if (!taken.ok) {
    set({ problem: taken.fault.message });
    return;
  }
  const names = taken.value.map(({ name }) => `“${name}” is among your data, under “The data”.`);
  const { notes, problem } = useDatasets.getState();
  set({ notes: [...names, ...notes, ...(problem === undefined ? [] : [problem])] });
}

/** A list in JSON: drawn digits. */
const isDigitList = async (file: File): Promise<boolean> =>
  /^\uFEFF?\s*\[/.test(await file.slice(0, 64).text());

async function takeDigits(file: File): Promise<void> {
  const imported = await importDigits(await file.text());
  if (!imported.ok) set({ problem: imported.fault.message });
  else set({ notes: [importedWords(imported.value)] });
}

async function takeNetwork(files: readonly File[]): Promise<void> {
  const given: GivenFile[] = [];
  for (const file of files) given.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  const digits = await sampleDigits();
  const brought = await withFiles((worker) => worker.bringIn(given, digits));
  if (!brought.ok) set({ problem: brought.fault.message });
  else await show(brought.value);
}

/** The run comes onto the screen. */
async function show({ run, isStored, notes }: BroughtIn): Promise<void> {
  set({ notes, runId: run.record.id });
  if (isStored) {
    await addFromStorage([run.record.id]);
    await openRun(run.record.id);
  } else await useRunsCommands.getState().api?.adopt({ ...run, wasKept: false });
}

/** Undefined where they do not arrive in time. */
async function sampleDigits(): Promise<SampleDigits | undefined> {
  const { desk } = useBrowsing.getState();
  if (!desk) return undefined;
  void commands().data.load();
  const asked = (async (): Promise<SampleDigits> => {
    const found = await desk.find({
      splits: ['validation'],
      labels: [],
      predicted: [],
      outcome: 'any',
      confidence: [0, 1],
      order: 'place',
    });
    const labels = found.labels.slice(0, SAMPLE);
    return { labels, pixels: await desk.pixels(found.indices.slice(0, SAMPLE)) };
  })();
  const tooLate = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), DIGITS_LIMIT_MS));
  return Promise.race([asked, tooLate]);
}

/** Packs a run into a file. Throws an Error whose message is a sentence for the visitor. */
export async function packRun({ id }: RunRecord, format: TakeAwayFormat): Promise<PackedFile> {
  const { api } = useRunsCommands.getState();
  const { currentId } = useLibrary.getState();
  if (id === currentId) await api?.keep();
  // Read after that: it may say that the run could not be stored.
  const { unkept } = useLibrary.getState();
  const held = unkept?.record.id === id ? { record: unkept.record, state: unkept.state } : undefined;
  const findings = format === 'report' ? await testFindings(id) : undefined;
  const packed = await withFiles((worker) => worker.pack(id, format, held, findings));
  if (!packed.ok) throw new Error(packed.fault.message);
  return packed.value;
}

/** What the run's network makes of the test digits, and those of its mistakes that it was surest of. */
async function testFindings(runId: string): Promise<TestFindings | undefined> {
  const { api } = useRunsCommands.getState();
  const { desk } = useBrowsing.getState();
  const answered = await api?.testPredictions(runId);
  if (!answered?.ok || !desk) return undefined;
  const { labels, predicted, confidences } = answered.value;
  const wrong = Array.from(labels.keys()).filter((place) => labels[place] !== predicted[place]);
  wrong.sort((a, b) => confidences[b]! - confidences[a]!);
  const mistakes = Uint32Array.from(wrong.slice(0, SHOWN_MISTAKES));
  const pixels =
    mistakes.length === 0
      ? new Uint8Array()
      : await desk.pixels(mistakes.map((place) => SPLIT_RANGES.test.start + place));
  return { labels, predicted, confidences, mistakes, pixels };
}

/** Has a network that came in a file take pixels scaled otherwise. */
export async function rescaleRun(runId: string, scaling: InputScaling): Promise<void> {
  set({ ...NOTHING, doing: 'Changing how its pixels are scaled …', runId });
  try {
    const changed = await withFiles((worker) => worker.rescale(runId, scaling));
    if (!changed.ok) set({ problem: changed.fault.message });
    else {
      await addFromStorage([runId]);
      await openRun(runId);
      set({ notes: ['Its pixels are scaled otherwise now: look how well it reads.'] });
    }
  } catch (error) {
    set({ problem: `That could not be changed (${errorText(error)}).` });
  } finally {
    set({ doing: undefined });
  }
}
