import type { AttemptRecord, JsonObject, JsonValue, RunMove } from '@hookline/contract';
import type { Action, Verdict, WorkspaceSettings } from '@hookline/connector-kit';

/** The run that is being worked on, as the engine needs it. */
export type EngineRun = {
  readonly id: string;
  /** The first run of a chain of replays: idempotency keys are made from it. */
  readonly rootRunId: string;
  readonly flowId: string;
  readonly workspaceId: string;
  /** Claims since the run last parked in good order, this one included. */
  readonly strikes: number;
  readonly event: EngineEvent;
  readonly settings: WorkspaceSettings;
};

export type EngineEvent = {
  readonly id: string;
  readonly receivedAt: Date;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly payload: JsonValue;
};

/** An action to perform, with its input already rendered. */
export type StepCall = {
  readonly stepId: string;
  readonly action: Action;
  readonly app: string;
  readonly connectionId: string | null;
  readonly input: JsonObject;
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
};

/** What the engine writes: tries that are settled or intended, and where the run goes. */
export type StepRecord = { readonly attempts: readonly AttemptRecord[]; readonly move: RunMove };

/**
 * How the engine reaches the world. `record` and `performLocal` throw `LeaseLost` when the run is no
 * longer ours; a failure of the database goes through untouched, and the run is claimed again later.
 */
export type EnginePorts = {
  readonly now: () => Date;
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  /** Writes and returns when it is on disk. */
  readonly record: (record: StepRecord) => Promise<void>;
  /** Performs an effect outside. Throws a ConnectorError, or anything for a defect. */
  readonly perform: (call: StepCall) => Promise<JsonValue>;
  /** Looks for an effect whose outcome is unknown. */
  readonly verify: (call: StepCall) => Promise<Verdict>;
  /** Performs an effect in our own database, together with the record that `settle` makes of it. */
  readonly performLocal: (
    call: StepCall,
    settle: (output: JsonValue) => StepRecord,
  ) => Promise<JsonValue>;
  /** Told when an answer to the sender is on disk and the run goes on. */
  readonly onReplied: () => void;
  /** Seconds before each try, the first included. */
  readonly retryScheduleSecs: readonly number[];
  /** A run that would still be waiting for others after so long is given to a person. */
  readonly runTimeoutMs: number;
  /** Told about errors that are our own fault. */
  readonly onDefect: (error: unknown, stepId: string) => void;
};

/** Another worker holds the run now: whatever this one still does must not count. */
export class LeaseLost extends Error {}
