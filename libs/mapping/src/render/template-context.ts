import type { JsonValue } from '@hookline/contract';

/** Roots by name: trigger, event, steps, item, index, flow, run, workspace, now. */
export type TemplateContext = Readonly<Record<string, JsonValue | undefined>>;

/** `undefined` is a missing path, told apart from null and from an empty text. */
export type Value = JsonValue | undefined;

/** These names mean the root also inside `each` and `with`; an item's own field is `this.event`. */
export const rootNames: ReadonlySet<string> = new Set([
  'trigger',
  'event',
  'steps',
  'item',
  'index',
  'flow',
  'run',
  'workspace',
  'now',
]);
