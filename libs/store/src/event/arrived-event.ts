import type { BodyKind } from '@hookline/contract';
import type { Scope } from '../scope.js';

/** What one request became, ready to be stored. Ids are made by the caller (uuid v7). */
export type ArrivedEvent = {
  readonly scope: Scope;
  readonly id: string;
  readonly flowId: string;
  /** The id of the run that begins if the flow is live. */
  readonly runId: string;
  /**
   * `skipped`: a real event of a kind that does not start this flow. `quarantined`: an event that its
   * endpoint does not trust, held until a person has looked at it; its `reason` marks it. `captured`: it
   * came to an address of no flow.
   */
  readonly kind: 'event' | 'quarantined' | 'skipped' | 'test' | 'rejected' | 'captured';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyKind: BodyKind;
  readonly body: Uint8Array;
  /** The payload as JSON text; `null` when it is the body itself. */
  readonly payload: Uint8Array | null;
  readonly summary: string;
  readonly dedupeKey: string | null;
  /** A second key of the same event: whoever comes with either of the two is a duplicate. */
  readonly dedupeAlso?: string | null;
  /** The line that its run waits in for its turn; `null` when runs of the flow need no order. */
  readonly orderKey: string | null;
  readonly reason: string | null;
  /** Whether the sender proved who it is; absent where that was not found out. */
  readonly isProved?: boolean | null;
  /** An entry of a flood: so many requests were told to come later. */
  readonly standsFor?: number;
  /** It came with others in one request, whose bytes are kept with the first of them. */
  readonly batch?: { readonly firstId: string; readonly events: number };
};
