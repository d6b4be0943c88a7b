/** The versioned keys that wrap the data keys. Prints as nothing, so that it cannot leak into a log. */
export class KeyRing {
  readonly #keys: ReadonlyMap<number, Buffer>;
  readonly currentVersion: number;

  constructor(keys: ReadonlyMap<number, Buffer>) {
    this.#keys = keys;
    this.currentVersion = Math.max(...keys.keys());
  }

  get versions(): number[] {
    return [...this.#keys.keys()];
  }

  keyOf(version: number): Buffer | undefined {
    return this.#keys.get(version);
  }
}
