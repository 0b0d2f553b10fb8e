/** Text in files: UTF-8, with or without a byte order mark. */
import { refuseFile } from './refusal';

export const toUtf8 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text));

/** what: "the file's header", for the sentence when its bytes are no UTF-8. A byte order mark is left out. Refuses by throwing. */
export function fromUtf8(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuseFile(`${what} is not text in UTF-8.`);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object's own property; undefined for anything else, so that a file's names never reach what objects inherit. */
export const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** JSON that must be an object. what: for the sentence. Refuses by throwing. */
export function parseObject(text: string, what: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const place = error instanceof Error ? / position (\d+)/.exec(error.message)?.[1] : undefined;
    return refuseFile(`${what} is not JSON${place === undefined ? '' : `, from character ${place} on`}.`);
  }
  return isObject(value) ? value : refuseFile(`${what} is not an object in JSON.`);
}
