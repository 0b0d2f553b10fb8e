/** What the page may ask of the worker that packs and unpacks files. It lives only while there is something to do. */
import type { InputScaling } from '../core/input-scaling';
import type { Result } from '../core/fault';
import type { TrainState } from '../core/network';
import type { RunRecord } from '../library/run-record';

/** What a run can be taken away as. */
export const TAKE_AWAY_FORMATS = [
  'inkling',
  'tfjs',
  'onnx',
  'keras-notebook',
  'keras-script',
  'safetensors',
  'npz',
  'report',
] as const;
export type TakeAwayFormat = (typeof TAKE_AWAY_FORMATS)[number];

/** A run as whoever has it hands it over: from storage, or held by the page where nothing is stored. */
export interface HeldRun {
  readonly record: RunRecord;
  readonly state: TrainState;
}

export interface PackedFile {
  readonly fileName: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a run's network made of the test digits, for the report. */
export interface TestFindings {
  /** uint8 [n], 0..9, as the two that follow: what they are, and what they were read as. */
  readonly labels: Uint8Array;
  readonly predicted: Uint8Array;
  /** float32 [n], 0..1. */
  readonly confidences: Float32Array;
  /** Places of some of the digits that were read wrong, and their pixels: uint8 [m, 784]. */
  readonly mistakes: Uint32Array;
  readonly pixels: Uint8Array;
}

/** A file as the visitor gave it. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Validation digits: uint8 [n, 784], 255 = ink, and uint8 [n]. */
export interface SampleDigits {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** A run that came out of a file. */
export interface BroughtIn {
  /** As it is stored, or to be held by the page where storage refused. */
  readonly run: HeldRun;
  readonly isStored: boolean;
  /** Sentences for the visitor: what was found, and what is not as it was. */
  readonly notes: readonly string[];
}

export interface FilesApi {
  ping(): Promise<void>;
  hold(lock: string, line: MessagePort): Promise<void>;
  /** Packs a kept run; held: where only the page has it. findings: for the report. */
  pack(
    runId: string,
    format: TakeAwayFormat,
    held: HeldRun | undefined,
    findings: TestFindings | undefined,
  ): Promise<Result<PackedFile>>;
  /** Makes a run of the network in these files, and stores it. A fault for files that hold none that can be had here. */
  bringIn(files: readonly GivenFile[], digits: SampleDigits | undefined): Promise<Result<BroughtIn>>;
  /** Has a network that came in, and was not trained since, take pixels scaled otherwise. */
  rescale(runId: string, scaling: InputScaling): Promise<Result<RunRecord>>;
}
