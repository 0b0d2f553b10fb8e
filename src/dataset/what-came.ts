/**
 * What came in place of a file: a page that wants the visitor to sign in, a picture that something on the way has written anew,
 * a file cut short, or one that is damaged. Each is put right by something else, so each has a code and a sentence of its own.
 */
import { type FaultCode, type Result, fail } from '../core/fault';

type WrongBody = 'page' | 'rewritten' | 'cut' | 'damaged';

type DatasetCode = Extract<FaultCode, `dataset-${string}`>;

/** 'unreachable': nothing came. */
const FAULTS: Readonly<
  Record<WrongBody | 'unreachable', { readonly code: DatasetCode; readonly message: string }>
> = {
  unreachable: {
    code: 'dataset-fetch',
    message: 'Some of the digits could not be downloaded; those already here are kept.',
  },
  page: {
    code: 'dataset-intercepted',
    message:
      'In place of some of the digits a web page came, to sign in to this network perhaps: open any other site, do what it asks, and press Retry. The digits already here are kept.',
  },
  rewritten: {
    code: 'dataset-altered',
    message:
      'Some of the digits were changed on their way, by a data saver or a proxy that shrinks pictures perhaps, and were not used: switch it off for this page, or use another network. Those already here are kept.',
  },
  cut: {
    code: 'dataset-corrupt',
    message:
      'Some of the digits came cut short, or with more than is theirs, and were not used; those already here are kept.',
  },
  damaged: {
    code: 'dataset-corrupt',
    message: 'Some of the digits arrived damaged and were not used; those already here are kept.',
  },
};

export const datasetFault = (problem: keyof typeof FAULTS, detail: string): Result<never> =>
  fail({ ...FAULTS[problem], remedy: 'retry-data', detail });

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** No file of the set begins like a page: pictures begin with 0x89, labels are below 10, and the manifest with a brace. */
export const isPage = (bytes: Uint8Array, contentType: string | null): boolean =>
  contentType?.startsWith('text/html') === true || /^(ï»¿)?\s*</.test(text(bytes, 0, 64));

/** JPEG, GIF, WebP or AVIF; or a PNG that is whole, up to its last chunk and that chunk's checksum. */
const isWholePicture = (bytes: Uint8Array): boolean =>
  text(bytes, 0, 3) === 'ÿØÿ' ||
  text(bytes, 0, 4) === 'GIF8' ||
  text(bytes, 8, 12) === 'WEBP' ||
  text(bytes, 4, 8) === 'ftyp' ||
  (text(bytes, 1, 4) === 'PNG' && text(bytes, bytes.length - 8, bytes.length - 4) === 'IEND');

/** Of bytes whose checksum is not that of the file. sizeBytes: the file's. */
export function whatCame(
  bytes: Uint8Array,
  contentType: string | null,
  sizeBytes: number | undefined,
): WrongBody {
  if (isPage(bytes, contentType)) return 'page';
  if (bytes.length === sizeBytes) return 'damaged';
  return isWholePicture(bytes) ? 'rewritten' : 'cut';
}
