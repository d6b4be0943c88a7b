import { jsonObject, type JsonObject } from '@hookline/contract';
import { seal, unseal, type KeyRing } from '@hookline/platform';
import type { KeptValues, Scope } from '@hookline/store';
import type { SplitValues } from './read-values.js';

/** All values are sealed together; the worker opens them under the same name. */
const field = 'values';

export function sealValues(
  scope: Scope,
  ring: KeyRing,
  given: { connectionId: string; values: SplitValues },
): KeptValues {
  const { all, settings, secretsSet } = given.values;
  const place = { workspaceId: scope.workspaceId, connectionId: given.connectionId, field };
  return { settings, secretsSet, sealed: seal(ring, JSON.stringify(all), place) };
}

export function openValues(
  scope: Scope,
  ring: KeyRing,
  given: { connectionId: string; sealed: Buffer },
): JsonObject {
  const place = { workspaceId: scope.workspaceId, connectionId: given.connectionId, field };
  return jsonObject.parse(JSON.parse(unseal(ring, given.sealed, place).toString('utf8')));
}
