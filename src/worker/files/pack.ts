/** Packs a run into the file that it travels in: what each format is called, and what goes into it. One line a format. */
import { MNIST } from '../../core/dataset';
import { changeWords } from '../../core/experiment/what-changed';
import { fail, ok, type Result } from '../../core/fault';
import { layerSizesOf } from '../../core/network';
import { type CodeSubject } from '../../formats/keras-code/code-parts';
import { loadWeightsScript } from '../../formats/keras-code/load-weights-script';
import { notebook } from '../../formats/keras-code/notebook';
import { trainScript } from '../../formats/keras-code/train-script';
import { runToInklingFile, type TravellingRun } from '../../formats/inkling-file';
import { networkToSafetensors } from '../../formats/network-safetensors';
import { networkToNpz } from '../../formats/npz';
import { networkToOnnx } from '../../formats/onnx-write';
import { fileStem, type PortableNetwork } from '../../formats/portable-network';
import { reportPage } from '../../formats/report-page';
import { toUtf8 } from '../../formats/text';
import { networkToTfjs } from '../../formats/tfjs-model';
import { writeZip } from '../../formats/zip';
import { weightsId } from '../../library/run-record';
import type { RunRepository } from '../../library/run-repository';
import type { HeldRun, PackedFile, TakeAwayFormat, TestFindings } from '../../protocol/files';

interface Packing {
  readonly run: TravellingRun;
  readonly network: PortableNetwork;
  readonly subject: CodeSubject;
  readonly findings: TestFindings | undefined;
  readonly at: Date;
}

interface Format {
  /** What follows the run's name. */
  readonly ending: string;
  readonly type: string;
  readonly write: (packing: Packing) => Uint8Array<ArrayBuffer>;
}

const ZIP = 'application/zip';

const FORMATS: Readonly<Record<TakeAwayFormat, Format>> = {
  inkling: { ending: '.inkling.zip', type: ZIP, write: ({ run, at }) => runToInklingFile(run, at) },
  tfjs: { ending: '.tfjs.zip', type: ZIP, write: ({ network, at }) => writeZip(networkToTfjs(network), at) },
  onnx: { ending: '.onnx', type: 'application/octet-stream', write: ({ network }) => networkToOnnx(network) },
  'keras-notebook': {
    ending: '.ipynb',
    type: 'application/x-ipynb+json',
    write: ({ subject }) => toUtf8(notebook(subject)),
  },
  'keras-script': { ending: '.keras.zip', type: ZIP, write: kerasFolder },
  safetensors: {
    ending: '.safetensors',
    type: 'application/octet-stream',
    write: ({ network }) => networkToSafetensors(network),
  },
  npz: { ending: '.npz', type: ZIP, write: ({ network, at }) => networkToNpz(network, at) },
  report: {
    ending: '.html',
    type: 'text/html',
    write: ({ run, findings, at }) =>
      toUtf8(reportPage({ record: run.record, dataset: MNIST, findings, at })),
  },
};

/** The script, the notebook, the weights and what puts them in. */
function kerasFolder({ subject, network, at }: Packing): Uint8Array<ArrayBuffer> {
  const weightsFile = 'weights.safetensors';
  const { activation } = network;
  return writeZip(
    {
      'train.py': toUtf8(trainScript(subject)),
      'train.ipynb': toUtf8(notebook(subject)),
      'load_weights.py': toUtf8(loadWeightsScript({ weightsFile, activation })),
      [weightsFile]: networkToSafetensors(network),
    },
    at,
  );
}

/** held: the run, where only the page has it. at: the file's time. A fault where the run is not kept any more, or damaged. */
export async function pack(
  repository: RunRepository,
  runId: string,
  format: TakeAwayFormat,
  held: HeldRun | undefined,
  findings: TestFindings | undefined,
  at: Date,
): Promise<Result<PackedFile>> {
  const read = held
    ? ok({ record: held.record, last: held.state, best: undefined })
    : await readRun(repository, runId);
  if (!read.ok) return read;
  const run = read.value;
  const { ending, type, write } = FORMATS[format];
  const bytes = write({ run, network: portable(run), subject: subjectOf(run), findings, at });
  return ok({ fileName: `${fileStem(run.record.name)}${ending}`, type, bytes });
}

async function readRun(repository: RunRepository, runId: string): Promise<Result<TravellingRun>> {
  const record = await repository.readRun(runId);
  if (!record.ok) return record;
  const [last, best] = [
    await repository.readWeights(weightsId(runId, 'last')),
    await repository.readWeights(weightsId(runId, 'best')),
  ];
  if (!last.ok) return last;
  if (!record.value || !last.value) {
    return fail({
      code: 'run-deleted',
      message: 'This run is not kept here, or has learned nothing yet.',
      remedy: 'dismiss',
    });
  }
  return ok({ record: record.value, last: last.value.state, best: best.ok ? best.value?.state : undefined });
}

function portable({ record, last }: TravellingRun): PortableNetwork {
  const { name, experiment, temperature, best, test, step } = record;
  const facts = new Map([
    ['dataset', MNIST.name],
    ['step', String(step)],
    ['seed', String(experiment.seed)],
  ]);
  if (best) facts.set('best_validation_accuracy', String(best.accuracyFraction));
  if (test) facts.set('test_accuracy', String(test.accuracyFraction));
  return {
    name,
    layerSizes: layerSizesOf(experiment.hidden),
    activation: experiment.activation,
    weights: last.weights,
    classNames: MNIST.classNames,
    temperature,
    facts,
  };
}

function subjectOf({ record }: TravellingRun): CodeSubject {
  const { name, experiment, best, test, began, changes } = record;
  const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)}%`;
  const remarks: string[] = [];
  if (best)
    remarks.push(`In the browser its best validation accuracy was ${percent(best.accuracyFraction)}.`);
  if (test)
    remarks.push(`In the browser it read ${percent(test.accuracyFraction)} of the test digits right.`);
  const onTheWay = changeWords(began, changes);
  if (onTheWay.length > 0)
    remarks.push(
      `These are its settings as they were at its end; on the way they were changed: ${onTheWay.join('; ')}.`,
    );
  return { name, experiment, classNames: MNIST.classNames, remarks };
}
