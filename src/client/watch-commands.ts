/**
 * One rule for whatever is asked of a worker: expected failures are answers, so a command that is rejected has met a bug, and
 * that is told, whoever asked. Who asked still gets the rejection, to put away what it has begun.
 */
const toldReasons = new WeakSet();

/** Whether a reason for a rejection has been told already: it need not be told again where nobody has caught it. */
export const isTold = (reason: unknown): boolean =>
  typeof reason === 'object' && reason !== null && toldReasons.has(reason);

/** Hands the promise on, and tells when it is rejected. Nobody else has to catch it. */
export function tellRejection<T>(answer: Promise<T>, onRejected: (reason: unknown) => void): Promise<T> {
  answer.catch((reason: unknown) => {
    if (typeof reason === 'object' && reason !== null) toldReasons.add(reason);
    onRejected(reason);
  });
  return answer;
}

/** The same commands, rooms and all; onRejected hears why one was rejected. */
export function watchCommands<C extends object>(commands: C, onRejected: (reason: unknown) => void): C {
  const watch = (part: unknown): unknown => {
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null) return part;
    return new Proxy(part, {
      get: (target, key) => watch(Reflect.get(target, key)),
      apply: (target, self: unknown, args: unknown[]) =>
        tellRejection(
          Promise.resolve(Reflect.apply(target as (...args: unknown[]) => unknown, self, args)),
          onRejected,
        ),
    });
  };
  return watch(commands) as C;
}
