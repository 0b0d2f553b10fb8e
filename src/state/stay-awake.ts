/**
 * Keeps the screen awake while it is wanted and the page is in view. Browsers take the lock back whenever the page goes out of
 * view, so it is asked for anew when it is seen again. Where there is none, or it is refused (battery low), nothing is said.
 */
export interface ScreenLock {
  release(): Promise<void>;
  addEventListener(type: 'release', hear: () => void): void;
}

export class StayAwake {
  readonly #request: () => Promise<ScreenLock>;
  readonly #isInView: () => boolean;
  #isWanted = false;
  #isAsking = false;
  #lock: ScreenLock | undefined;

  constructor(request: () => Promise<ScreenLock>, isInView: () => boolean) {
    this.#request = request;
    this.#isInView = isInView;
  }

  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    void this.settle();
  }

  /** Asks or lets go, whichever is due: when the wish has changed, and when the page comes into view. */
  async settle(): Promise<void> {
    const isDue = this.#isWanted && this.#isInView();
    if (!isDue) {
      const lock = this.#lock;
      this.#lock = undefined;
      await lock?.release().catch(() => undefined);
      return;
    }
    if (this.#lock || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const lock = await this.#request();
      this.#lock = lock;
      lock.addEventListener('release', () => {
        if (this.#lock === lock) this.#lock = undefined;
      });
    } catch {
      // Refused, or there is none here.
    } finally {
      this.#isAsking = false;
    }
    // The wish may have changed meanwhile.
    if (!(this.#isWanted && this.#isInView())) await this.settle();
  }
}
