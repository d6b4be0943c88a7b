import type { ReceiverPreset } from '@hookline/contract';
import type { Intake, OrderRule, RefuseUnread, Secrets } from '@hookline/intake';
import type { Hook } from '@hookline/store';
import { HookCache } from '../parts.js';
import type { Shared } from './open-shared.js';
import type { OwnAnswer } from './own-answer.js';
import type { OpenPolicy } from './policy/open-policy.js';

/** All that the ingress must know to judge a request, ready to be used. */
export type OpenHook = {
  readonly hook: Hook;
  readonly preset: ReceiverPreset;
  readonly intake: Intake;
  /** What the owner may see of a request that was turned away before its body was read. */
  readonly refuseUnread: RefuseUnread;
  /** `unreadable`: they are there and cannot be opened, which is our fault and not the sender's. */
  readonly secrets: Secrets | 'unreadable';
  /** How far the database's clock is ahead of ours. */
  readonly clockAheadMs: number;
  readonly order: OrderRule | null;
  readonly answer: OwnAnswer | null;
  /** `null`: the flow asks nothing of its address. */
  readonly policy: OpenPolicy | null;
  /** The other flows that this address feeds; `null`: none, and that costs nothing. */
  readonly shared: Shared | null;
};

type Page = { readonly open: OpenHook | null; readonly untilMs: number };

export type HookBookOptions = {
  readonly look: (token: string) => Promise<OpenHook | null>;
  readonly rememberMs: number;
  /** How long an address that leads nowhere is not asked for again. */
  readonly rememberNothingMs: number;
  readonly maxPages: number;
};

/**
 * Remembers addresses, so that a busy one costs the database nothing. Only how to read a request is
 * remembered: whether the flow is live is decided by the statement that stores the event.
 */
export class HookBook extends HookCache {
  readonly #pages = new Map<string, Page>();
  readonly #looking = new Map<string, Promise<OpenHook | null>>();
  /** Grows with each invalidation, so that an answer from before it is not remembered after it. */
  #edition = 0;

  constructor(private readonly options: HookBookOptions) {
    super();
  }

  /** At once when the address is known, else after a look at the database. */
  find(token: string): OpenHook | null | Promise<OpenHook | null> {
    const page = this.#pages.get(token);
    if (page && page.untilMs > Date.now()) return page.open;
    return this.#look(token);
  }

  /** Many requests for one unknown address are one question. */
  #look(token: string): Promise<OpenHook | null> {
    const under = this.#looking.get(token);
    if (under) return under;
    const edition = this.#edition;
    const looking = this.options
      .look(token)
      .then((open) => {
        if (edition === this.#edition) this.#write(token, open);
        return open;
      })
      .finally(() => {
        if (this.#looking.get(token) === looking) this.#looking.delete(token);
      });
    this.#looking.set(token, looking);
    return looking;
  }

  #write(token: string, open: OpenHook | null): void {
    const { rememberMs, rememberNothingMs, maxPages } = this.options;
    this.#pages.delete(token);
    this.#pages.set(token, { open, untilMs: Date.now() + (open ? rememberMs : rememberNothingMs) });
    // The page written longest ago goes first; all of them are a few seconds old at most.
    if (this.#pages.size > maxPages) this.#pages.delete(this.#pages.keys().next().value ?? token);
  }

  invalidateFlow(flowId: string): void {
    this.#forget((open) => open === null || leadsTo(open, flowId));
  }

  invalidateConnection(connectionId: string): void {
    this.#forget((open) => open?.hook.connectionId === connectionId);
  }

  invalidateAll(): void {
    this.#forget(() => true);
  }

  #forget(isStale: (open: OpenHook | null) => boolean): void {
    this.#edition += 1;
    this.#looking.clear();
    for (const [token, page] of this.#pages) if (isStale(page.open)) this.#pages.delete(token);
  }
}

const leadsTo = ({ hook, shared }: OpenHook, flowId: string): boolean =>
  hook.flowId === flowId || (shared?.fed.some((one) => one.hook.flowId === flowId) ?? false);
