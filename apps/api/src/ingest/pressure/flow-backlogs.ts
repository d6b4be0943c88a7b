import type { Hook } from '@hookline/store';

type Place = Pick<Hook, 'scope' | 'flowId'>;

type Page = {
  readonly place: Place;
  counted: number;
  /** What came since it was counted; none of it may have ended meanwhile, for all we know. */
  since: number;
  countedAtMs: number | null;
  wasRefused: boolean;
};

export type BacklogOptions = {
  readonly max: number;
  /** How much of each flow is open or held, counted no further than `max`. */
  readonly count: (places: readonly Place[]) => Promise<ReadonlyMap<string, number>>;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
  readonly maxFlows?: number;
};

const mostPerLook = 500;
/** A busy flow is looked at this often, because other processes take events for it as well. */
const busyEveryMs = 10_000;
const busyEvents = 100;
/** A full one is looked at even when nobody asks: the next lead, hours later, must not find it closed. */
const fullEveryMs = 5_000;

/**
 * Knows about how much of each flow waits. What arrives is added up here, and the database is asked only
 * for flows that may have come near the limit, all of them in one question a second: never for an event.
 * A database that does not answer refuses nobody here.
 */
export class FlowBacklogs {
  readonly #pages = new Map<string, Page>();
  readonly #timer: NodeJS.Timeout;
  #isLooking = false;

  constructor(private readonly options: BacklogOptions) {
    this.#timer = setInterval(() => void this.look(), options.everyMs ?? 1_000).unref();
  }

  /** False when the flow has as much as it may have; else one more is counted in. */
  enter(place: Place): boolean {
    const page = this.#pages.get(place.flowId) ?? this.#open(place);
    page.wasRefused = page.counted + page.since >= this.options.max;
    if (!page.wasRefused) page.since += 1;
    return !page.wasRefused;
  }

  /** Counts anew whatever may be near its limit. */
  async look(): Promise<void> {
    const due = this.#isLooking ? [] : this.#due();
    if (due.length === 0) return;
    this.#isLooking = true;
    const before = due.map((page) => page.since);
    try {
      const counts = await this.options.count(due.map(({ place }) => place));
      due.forEach((page, index) => {
        page.counted = counts.get(page.place.flowId) ?? 0;
        page.since -= before[index] ?? 0;
        page.countedAtMs = Date.now();
        page.wasRefused = false;
      });
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.#isLooking = false;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #open(place: Place): Page {
    const page = { place, counted: 0, since: 0, countedAtMs: null, wasRefused: false };
    this.#pages.set(place.flowId, page);
    if (this.#pages.size > (this.options.maxFlows ?? 10_000))
      this.#pages.delete(this.#pages.keys().next().value ?? place.flowId);
    return page;
  }

  #due(): readonly Page[] {
    const nowMs = Date.now();
    return [...this.#pages.values()]
      .filter((page) => this.#isDue(page, nowMs))
      .slice(0, mostPerLook);
  }

  #isDue(page: Page, nowMs: number): boolean {
    if (page.countedAtMs === null || page.wasRefused) return true;
    const ageMs = nowMs - page.countedAtMs;
    const room = this.options.max - page.counted;
    if (room <= 0) return ageMs >= fullEveryMs;
    return page.since * 2 >= room || (page.since >= busyEvents && ageMs >= busyEveryMs);
  }
}
