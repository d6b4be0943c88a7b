import type { JsonValue } from '../json.js';
import type { AttemptState, EndRunState, RunError } from './run-view.js';

/** One try of one step as the ledger keeps it: first its intent, later the same row with its result. */
export type AttemptRecord = {
  readonly stepId: string;
  /** Which element of a loop; empty outside loops. */
  readonly item: string;
  readonly try: number;
  readonly state: AttemptState;
  readonly idempotencyKey: string | null;
  readonly input: JsonValue;
  readonly output: JsonValue;
  readonly error: RunError | null;
};

/** Where a run goes from here. */
export type RunMove =
  | { readonly to: 'running' }
  | {
      readonly to: 'waiting';
      readonly wakeInMs: number;
      readonly waitingFor: 'delay' | 'retry' | 'throttled' | 'connection';
      readonly connectionId: string | null;
      readonly error: RunError | null;
    }
  | { readonly to: 'needs_attention'; readonly error: RunError }
  | { readonly to: EndRunState; readonly error: RunError | null };
