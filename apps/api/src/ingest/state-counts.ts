import type { Acceptance } from '@hookline/store';

/** What became of the events that this process has stored. */
export class StateCounts {
  private readonly counts = new Map<Acceptance['state'], number>();

  add(acceptances: readonly Acceptance[]): void {
    for (const { state } of acceptances) this.counts.set(state, (this.counts.get(state) ?? 0) + 1);
  }

  all(): ReadonlyMap<string, number> {
    return this.counts;
  }
}
