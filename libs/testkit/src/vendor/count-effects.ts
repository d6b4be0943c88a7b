import type { VendorRequest } from './behaviour.js';

export type Effect = { key: string | undefined; request: VendorRequest };

/** What the vendor has really done, so that a test can say "once" and mean it. */
export class Effects {
  readonly all: Effect[] = [];
  readonly #isIdempotent: boolean;

  constructor({ isIdempotent }: { isIdempotent: boolean }) {
    this.#isIdempotent = isIdempotent;
  }

  record(request: VendorRequest): void {
    const key = request.headers['idempotency-key'];
    if (this.#isIdempotent && key !== undefined && this.byKey().has(key)) return;
    this.all.push({ key, request });
  }

  /** How many effects each Idempotency-Key has had. */
  byKey(): Map<string, number> {
    return countBy(this.all, ({ key }) => key);
  }

  /** How many effects each value of a field of the JSON body has had. */
  byField(name: string): Map<string, number> {
    return countBy(this.all, ({ request: { json } }) => {
      const value = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
      return value === undefined ? undefined : String(value);
    });
  }
}

function countBy<Item>(items: readonly Item[], nameOf: (item: Item) => string | undefined) {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
