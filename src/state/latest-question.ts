/**
 * Asks about something that changes faster than the answers come: one question at a time, and after each answer only the
 * latest of what came meanwhile.
 */
export class LatestQuestion<Q, A> {
  readonly #ask: (question: Q) => Promise<A>;
  readonly #onAnswer: (answer: A, question: Q) => void;
  #asking = false;
  #next: { readonly question: Q } | undefined;
  #generation = 0;

  /** A question that is rejected has no answer; the next is asked as ever. Who answers says by other ways what went wrong. */
  constructor(ask: (question: Q) => Promise<A>, onAnswer: (answer: A, question: Q) => void) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
  }

  get isAsking(): boolean {
    return this.#asking;
  }

  put(question: Q): void {
    if (this.#asking) {
      this.#next = { question };
      return;
    }
    void this.#askNow(question);
  }

  /** Answers that are still to come are ignored: nobody wants them, or who was asked is dead. */
  drop(): void {
    this.#generation++;
    this.#asking = false;
    this.#next = undefined;
  }

  async #askNow(question: Q): Promise<void> {
    const generation = this.#generation;
    this.#asking = true;
    const outcome = await this.#ask(question).then(
      (answer) => ({ answer }),
      () => undefined,
    );
    if (generation !== this.#generation) return;
    this.#asking = false;
    if (outcome) this.#onAnswer(outcome.answer, question);
    const next = this.#next;
    this.#next = undefined;
    if (next) this.put(next.question);
  }
}
