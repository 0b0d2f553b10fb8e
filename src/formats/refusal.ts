/**
 * How a reader of files says no. Deep within a format a refusal is thrown, so that no reader has to hand it up level by level;
 * at the format's door it becomes the value that all expected failures are.
 */
import { errorText, type Fault, type FaultCode, fail, ok, type Result } from '../core/fault';

class Refusal extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

const refuse = (code: FaultCode, message: string): never => {
  throw new Refusal({ code, message, remedy: 'dismiss' });
};

/** The file is damaged, cut short, or not what it says it is. message: one sentence that names the place. Throws. */
export const refuseFile = (message: string): never => refuse('invalid-file', message);

/** The file is whole, but the network in it is not one that this page can train. message: names the layer. Throws. */
export const refuseNetwork = (message: string): never => refuse('unfit-network', message);

/**
 * What `read` returns, or the fault that it refused with. What else it throws comes of a file that is not what its format
 * wants, met by a library or by a number that is out of bounds: that is a fault of the file too. what: "the ONNX file".
 */
export function reading<T>(what: string, read: () => T): Result<T> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof Refusal) return fail(error.fault);
    return fail({
      code: 'invalid-file',
      message: `This is not ${what} that can be read: it is damaged, or cut short.`,
      remedy: 'dismiss',
      detail: errorText(error),
    });
  }
}

/** A name from a file without characters that control, or that cannot be seen. "" where no other is in it. */
export const plainName = (name: string): string =>
  name.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trim();

/** A name from a file as it may be shown: a plain one, of 60 characters at most. */
export function shownName(name: string): string {
  const plain = plainName(name);
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain || '(no name)';
}
