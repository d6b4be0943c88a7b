import type { JsonObject, JsonValue } from '@hookline/contract';
import type { Value } from '../render/template-context.js';
import type { HelperCall } from './helper-call.js';

export type Words = { readonly en: string; readonly ru: string };

/** A word that a helper knows, and what it says to people. */
export type HelperChoice = { readonly value: string; readonly label: Words };

export type HelperParameter = {
  readonly name: string;
  readonly kind: 'any' | 'text' | 'number' | 'boolean' | 'list' | 'object' | 'date';
  readonly required: boolean;
  readonly description: Words;
  /** Set where nothing but these words has a meaning. */
  readonly choices?: readonly HelperChoice[];
  /** Written `name=value` after the other arguments. */
  readonly isNamed?: boolean;
  /** May be given any number of times. */
  readonly isRest?: boolean;
};

export type HelperExample = {
  readonly template: string;
  readonly context: JsonObject;
  readonly result: JsonValue;
};

export type HelperAntiExample = {
  readonly template: string;
  readonly context: JsonObject;
  /** The code of the problem that it gives, when it is saved or when it runs. */
  readonly problem: string;
};

/** What a person or an editor needs to know about a helper. */
export type HelperDescription = {
  readonly name: string;
  readonly group: string;
  readonly summary: Words;
  readonly parameters: readonly HelperParameter[];
  readonly examples: readonly HelperExample[];
  readonly antiExamples: readonly HelperAntiExample[];
};

export type Helper = HelperDescription & {
  /**
   * What happens when the first value is missing or null: `pass` hands it on, `skip` does so for blank text too
   * (as null), `run` leaves it to the helper, which then evaluates its values itself.
   */
  readonly whenEmpty: 'pass' | 'skip' | 'run';
  /** A path that is missing inside this call is an answer, not a gap to report. */
  readonly isTolerant: boolean;
  readonly run: (call: HelperCall) => Value;
};

type HelperDraft = Omit<Helper, 'whenEmpty' | 'isTolerant'> &
  Partial<Pick<Helper, 'whenEmpty' | 'isTolerant'>>;

export function defineHelper(draft: HelperDraft): Helper {
  return { whenEmpty: 'pass', isTolerant: false, ...draft };
}

/** A parameter in one line: `needs('value', 'text', 'The text.', 'Текст.')`. */
export function needs(
  name: string,
  kind: HelperParameter['kind'],
  ...[en, ru]: [string, string]
): HelperParameter {
  return { name, kind, required: true, description: { en, ru } };
}

export function takes(
  name: string,
  kind: HelperParameter['kind'],
  ...[en, ru]: [string, string]
): HelperParameter {
  return { name, kind, required: false, description: { en, ru } };
}

export function option(
  name: string,
  kind: HelperParameter['kind'],
  ...[en, ru]: [string, string]
): HelperParameter {
  return { name, kind, required: false, description: { en, ru }, isNamed: true };
}

export function rest(
  name: string,
  kind: HelperParameter['kind'],
  ...[en, ru]: [string, string]
): HelperParameter {
  return { name, kind, required: false, description: { en, ru }, isRest: true };
}

/** The parameter as one of a few words: `among(takes(...), [['up', 'Up', 'Вверх']])`. */
export function among(
  parameter: HelperParameter,
  words: readonly (readonly [value: string, en: string, ru: string])[],
): HelperParameter {
  const choices = words.map(([value, en, ru]) => ({ value, label: { en, ru } }));
  return { ...parameter, choices };
}
