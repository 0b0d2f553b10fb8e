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

  constructor(ask: (question: Q) => Promise<A>, onAnswer: (answer: A, question: Q) => void) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
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
    const answer = await this.#ask(question);
    if (generation !== this.#generation) return;
    this.#asking = false;
    this.#onAnswer(answer, question);
    const next = this.#next;
    this.#next = undefined;
    if (next) this.put(next.question);
  }
}
