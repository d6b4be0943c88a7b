/** The bytes of bodies that are in memory at one time; whoever would go over waits outside (503). */
export class BodyBudget {
  #held = 0;

  constructor(readonly maxBytes: number) {}

  get heldBytes(): number {
    return this.#held;
  }

  /** False: there is no room, and nothing was taken. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.maxBytes) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}
