import { uuidv7 } from '@hookline/platform';
import type { ArrivedEvent } from '@hookline/store';

/** An entry of a request that was told to come later, for so many of them. */
export type FloodNote = (count: number) => ArrivedEvent;

export type FloodNotesOptions = {
  readonly write: (event: ArrivedEvent) => Promise<unknown>;
  readonly everyMs: number;
  readonly maxNames: number;
  readonly now?: () => number;
};

type Page = {
  untilMs: number;
  /** Refused since the last entry. */
  more: number;
  note: FloodNote | null;
};

/** More often than entries are written, so that the last of a flood are told soon after it. */
const looksPerEntry = 4;

/**
 * Keeps an entry of a flood at once, and then one a time for all that came meanwhile: a flood must be seen,
 * and must not cost a row for each of its requests. What is told for several shows the first of them.
 */
export class FloodNotes {
  readonly #pages = new Map<string, Page>();
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: FloodNotesOptions) {}

  /** @param prepare is asked once or twice for an entry, not for each request. */
  async add(name: string, prepare: () => FloodNote | null): Promise<void> {
    const page = this.#pages.get(name);
    if (page === undefined) {
      this.#open(name, { untilMs: this.#now() + this.options.everyMs, more: 0, note: null });
      const note = prepare();
      if (note !== null) await this.#write(note, 1);
      return;
    }
    page.more += 1;
    page.note ??= prepare();
    if (page.untilMs <= this.#now()) await this.#tell(name, page);
  }

  /** Tells what was counted and is due; a flood that is over is forgotten. */
  async look(): Promise<void> {
    const due = [...this.#pages].filter(([, { untilMs }]) => untilMs <= this.#now());
    await Promise.all(due.map(([name, page]) => this.#tell(name, page)));
    if (this.#pages.size === 0) this.#stopLooking();
  }

  /** Tells all that was counted, due or not. */
  async stop(): Promise<void> {
    this.#stopLooking();
    await Promise.all([...this.#pages].map(([name, page]) => this.#tell(name, page)));
    this.#stopLooking();
    this.#pages.clear();
  }

  async #tell(name: string, page: Page): Promise<void> {
    const { more, note } = page;
    this.#pages.delete(name);
    if (note === null) return;
    this.#open(name, { untilMs: this.#now() + this.options.everyMs, more: 0, note: null });
    await this.#write(note, more);
  }

  #open(name: string, page: Page): void {
    this.#pages.set(name, page);
    const { maxNames, everyMs } = this.options;
    if (this.#pages.size > maxNames) this.#pages.delete(this.#pages.keys().next().value ?? name);
    this.#timer ??= setInterval(() => void this.look(), everyMs / looksPerEntry).unref();
  }

  #stopLooking(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #write(note: FloodNote, count: number): Promise<void> {
    const event = { ...note(count), id: uuidv7(), standsFor: count };
    // An entry for looking at: that it could not be kept changes nothing of the refusal.
    await this.options.write(event).catch(() => undefined);
  }

  #now(): number {
    return (this.options.now ?? Date.now)();
  }
}
