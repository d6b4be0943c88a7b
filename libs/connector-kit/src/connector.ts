import type { Choice, JsonObject, Why, Words } from '@hookline/contract';
import type { Action } from './action.js';
import type { Fields } from './field.js';
import type { Ports } from './ports.js';

export type ChoiceCall = Ports & {
  readonly connection: JsonObject | null;
  readonly input: JsonObject;
};

export type ConnectionDefinition = {
  readonly fields: Fields;
  readonly help?: Words;
  /** Tries the connection out; throws `NeedsReconnect` or `Rejected` with words for the person. */
  readonly check: (
    call: Ports & { connection: JsonObject },
  ) => Promise<{ message: string; why: Why }>;
};

/** Everything that Hookline knows about one vendor's side of things. */
export type Connector = {
  readonly key: string;
  readonly label: Words;
  readonly category: string;
  readonly icon: string;
  readonly color: string;
  readonly help?: Words;
  readonly connection?: ConnectionDefinition;
  readonly choices?: Readonly<Record<string, (call: ChoiceCall) => Promise<readonly Choice[]>>>;
  readonly actions: readonly Action[];
};

/** Defines a connector: assembling only, no code of its own. */
export function connector(definition: Connector): Connector {
  return definition;
}
