import type { Logger } from '@hookline/platform';

/** Logs refusals in sums: a line for each would cost more than the requests that were refused. */
export class RefusalTally {
  #counts: Record<string, number> = {};
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly logger: Logger,
    private readonly everyMs = 5_000,
  ) {}

  note(reason: string): void {
    this.#counts[reason] = (this.#counts[reason] ?? 0) + 1;
    this.#timer ??= setTimeout(() => this.tell(), this.everyMs).unref();
  }

  tell(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const refused = this.#counts;
    this.#counts = {};
    if (Object.keys(refused).length > 0)
      this.logger.warn({ refused }, 'webhooks were asked to come back');
  }
}
