/** Holds a lock for as long as this thread lives: whoever waits for it learns at once when it has ended, however it did. */
export function holdLock(name: string): Promise<void> {
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
