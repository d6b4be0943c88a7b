import type { RunReply } from '@hookline/contract';
import type { AskedReply, FoundReply } from '@hookline/store';

/** A sender that waits for what its run answers. */
export type Seat = {
  /** `null`: the run will not answer, or not in time. */
  readonly reply: Promise<RunReply | null>;
  readonly leave: () => void;
};

export type DeskOptions = {
  readonly read: (asked: readonly AskedReply[]) => Promise<readonly FoundReply[]>;
  readonly withinMs: number;
  /** Whoever comes when all are taken is not kept waiting. */
  readonly maxSeats: number;
  readonly onError: (error: unknown) => void;
  /** A note that was lost is made good by a look. */
  readonly lookEveryMs?: number;
};

type Waiting = { readonly asked: AskedReply; readonly settle: (reply: RunReply | null) => void };

/**
 * Keeps senders waiting for the answers of their runs, which any worker may give: it is told that there is
 * something to read, and looks into the database, all who wait in one question.
 */
export class ReplyDesk {
  readonly #seats = new Set<Waiting>();
  readonly #byRun = new Map<string, Set<Waiting>>();
  #toLookAt = new Set<string>();
  private looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(private readonly options: DeskOptions) {}

  get count(): number {
    return this.#seats.size;
  }

  /** `null`: there is no seat, and the sender gets its usual answer at once. */
  take(asked: AskedReply): Seat | null {
    if (this.#isClosed || this.#seats.size >= this.options.maxSeats) return null;
    let leave = (): void => undefined;
    const reply = new Promise<RunReply | null>((resolve) => {
      const timer = setTimeout(() => leave(), this.options.withinMs);
      const waiting: Waiting = {
        asked,
        settle: (found) => {
          clearTimeout(timer);
          this.#stand(waiting);
          resolve(found);
        },
      };
      leave = () => waiting.settle(null);
      this.#sit(waiting);
    });
    return { reply, leave };
  }

  /** A run has answered, or will not any more. */
  told(runId: string): void {
    if (!this.#byRun.has(runId)) return;
    this.#toLookAt.add(runId);
    this.looking ??= this.#look();
  }

  /** Nobody waits any longer. */
  close(): void {
    this.#isClosed = true;
    for (const { settle } of [...this.#seats]) settle(null);
  }

  #sit(waiting: Waiting): void {
    const { runId } = waiting.asked;
    this.#seats.add(waiting);
    this.#byRun.set(runId, (this.#byRun.get(runId) ?? new Set()).add(waiting));
    this.#timer ??= setInterval(() => this.#lookAtAll(), this.options.lookEveryMs ?? 1_000);
  }

  #stand(waiting: Waiting): void {
    const { runId } = waiting.asked;
    const others = this.#byRun.get(runId);
    this.#seats.delete(waiting);
    others?.delete(waiting);
    if (others?.size === 0) this.#byRun.delete(runId);
    if (this.#seats.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #lookAtAll(): void {
    for (const runId of this.#byRun.keys()) this.#toLookAt.add(runId);
    this.looking ??= this.#look();
  }

  async #look(): Promise<void> {
    // What is told in the same moment is one question.
    await Promise.resolve();
    while (this.#toLookAt.size > 0) {
      const asked = [...this.#toLookAt].flatMap(
        (runId) => [...(this.#byRun.get(runId) ?? [])][0] ?? [],
      );
      this.#toLookAt = new Set();
      if (asked.length === 0) continue;
      try {
        const found = await this.options.read(asked.map((one) => one.asked));
        for (const one of found) this.#answer(one);
      } catch (error) {
        this.options.onError(error);
      }
    }
    this.looking = null;
  }

  #answer(found: FoundReply): void {
    if (found.state === 'open') return;
    const reply = found.state === 'replied' ? found.reply : null;
    for (const { settle } of [...(this.#byRun.get(found.runId) ?? [])]) settle(reply);
  }
}
