import type { EffectByField, EffectKind, JsonObject, JsonValue, Words } from '@hookline/contract';
import type { Fields, InputOf } from './field.js';
import type { Ports, WorkspaceSettings } from './ports.js';

export type ActionCall<I> = Ports & {
  readonly input: I;
  /** The connection's values, unsealed; `null` when the step has none. */
  readonly connection: JsonObject | null;
  /** The same for every try and every replay of this step of this run. */
  readonly idempotencyKey: string;
  readonly settings: WorkspaceSettings;
  /** Aborted when the step's time is over. */
  readonly signal: AbortSignal;
};

/** What `verify` found out about an effect whose outcome was unknown. */
export type Verdict =
  | { readonly happened: true; readonly output: JsonValue }
  | { readonly happened: false }
  | { readonly happened: 'unknown'; readonly because?: string };

type EffectRule = (given: { hasConnection: boolean; input: JsonObject }) => EffectKind;

/** An action after its types are closed over: what the platform stores in its registry. */
export type Action = {
  readonly key: string;
  readonly label: Words;
  readonly help?: Words;
  readonly connection: 'none' | 'optional' | 'required';
  readonly input: Fields;
  readonly output: Fields;
  readonly sample: JsonValue;
  /** What kind of effect a call with or without a connection is. */
  readonly effect: EffectRule;
  /** As much of it as a page can know that has no code of the action. */
  readonly effectByField?: EffectByField;
  readonly perform: (call: ActionCall<JsonObject>) => Promise<JsonValue>;
  readonly verify?: (call: ActionCall<JsonObject>) => Promise<Verdict>;
};

export type ActionDefinition<F extends Fields> = {
  readonly key: string;
  readonly label: Words;
  readonly help?: Words;
  readonly connection?: 'none' | 'optional' | 'required';
  /** What kind of effect it is, or what decides so. */
  readonly effect: EffectKind | EffectRule;
  /** Where the choice of one field decides; for its other choices `effect` does. */
  readonly effectByField?: EffectByField;
  readonly input: F;
  readonly output: Fields;
  readonly sample: JsonValue;
  readonly run: (call: ActionCall<InputOf<F>>) => Promise<JsonValue>;
  readonly verify?: (call: ActionCall<InputOf<F>>) => Promise<Verdict>;
};
