import type { Helper } from './define-helper.js';
import { helpers } from './helpers.js';

const byName: ReadonlyMap<string, Helper> = new Map(helpers.map((helper) => [helper.name, helper]));

export function findHelper(name: string): Helper | undefined {
  return byName.get(name);
}

export function helperNames(): readonly string[] {
  return [...byName.keys()];
}
