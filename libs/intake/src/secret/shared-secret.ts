import type { JsonObject, ReceiverPreset } from '@hookline/contract';

/** The trigger's connection values, unsealed by the caller; `null` when no connection is chosen. */
export type Secrets = { verification: JsonObject | null };

export type SharedSecret = {
  name: string;
  value: string;
  locations: readonly ('header' | 'query' | 'body')[];
};

/**
 * The secret that requests must show. `open`: nothing is asked for. `broken`: a connection is chosen
 * but has no name or value, so no request can prove anything and all are refused.
 */
export function readSecret(
  verify: ReceiverPreset['verify'],
  { verification }: Secrets,
): SharedSecret | 'open' | 'broken' {
  if (verification === null) return 'open';
  if (verify.family === 'none') return 'broken';
  const name = verification[verify.nameField];
  const value = verification[verify.valueField];
  if (typeof name !== 'string' || typeof value !== 'string') return 'broken';
  if (name.trim() === '' || value === '') return 'broken';
  return { name: name.trim(), value, locations: verify.locations };
}
