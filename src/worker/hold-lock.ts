/** What is let go of is closed. */
const lines: MessagePort[] = [];

/**
 * Holds a lock, and a line's end, for as long as this thread lives: whoever waits for the lock, or has the other end, learns
 * at once when it has ended, however it did.
 */
export function holdLock(name: string, line: MessagePort): Promise<void> {
  lines.push(line);
  const locks = (navigator as Partial<WorkerNavigator>).locks;
  if (!locks) return Promise.resolve();
  return new Promise((resolve, reject) => {
    locks
      .request(name, () => {
        resolve();
        return new Promise(() => {});
      })
      .catch(reject);
  });
}
