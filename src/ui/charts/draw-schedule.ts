/**
 * When a chart draws: at most so often, never while out of sight, one chart per task, and always the latest state in the
 * end. Training asks for more drawings than anyone can see; what is asked for in between is drawn with the next.
 */
export class DrawSchedule {
  readonly #draw: () => Promise<void>;
  readonly #intervalMs: number;
  #wanted = false;
  #visible = false;
  #busy = false;
  #disposed = false;
  #lastStartMs = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** draw: handles its own failures. Its calls never overlap. */
  constructor(draw: () => Promise<void>, intervalMs: number) {
    this.#draw = draw;
    this.#intervalMs = intervalMs;
  }

  /** Something changed: draw when it is time. */
  request(): void {
    this.#wanted = true;
    this.#plan();
  }

  /** What was requested while out of sight is drawn on return. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#plan();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    if (!this.#wanted || !this.#visible || this.#busy || this.#disposed || this.#timer !== undefined) return;
    const waitMs = Math.max(0, this.#lastStartMs + this.#intervalMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, waitMs);
  }

  async #run(): Promise<void> {
    if (!this.#visible || this.#disposed) return;
    this.#busy = true;
    try {
      await inTurn(async () => {
        if (this.#disposed) return;
        this.#wanted = false;
        this.#lastStartMs = performance.now();
        await this.#draw();
      });
    } finally {
      this.#busy = false;
      this.#plan();
    }
  }
}

let lastJob: Promise<void> = Promise.resolve();

/** Runs jobs one after the other, each in a task of its own, so that input is handled between two charts. */
function inTurn(job: () => Promise<void>): Promise<void> {
  const done = lastJob.then(nextTask).then(job);
  lastJob = done.catch(() => {});
  return done;
}

export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
