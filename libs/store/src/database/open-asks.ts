/** Whoever was asked says nothing any more. */
export class Silence extends Error {
  override readonly name = 'Silence';
  override readonly message = 'the standby does not answer';
}

/** Questions under way to a server that may fall silent: nobody waits for it to the end of every patience. */
export class OpenAsks {
  readonly #waiting = new Set<(silence: Silence) => void>();

  /**
   * The answer, or Silence when the server is given up first. Meanwhile somebody looks after it now and then: there may
   * be nobody else whose question would show that it is silent.
   */
  async wait<T>(
    answer: Promise<T>,
    care: { readonly everyMs: number; readonly lookAfter: () => void },
  ): Promise<T> {
    const timer = setInterval(care.lookAfter, care.everyMs);
    let stop = (_: Silence): void => undefined;
    const silence = new Promise<never>((_, reject) => (stop = reject));
    this.#waiting.add(stop);
    try {
      return await Promise.race([answer, silence]);
    } finally {
      clearInterval(timer);
      this.#waiting.delete(stop);
    }
  }

  giveUp(): void {
    for (const stop of this.#waiting) stop(new Silence());
  }
}
