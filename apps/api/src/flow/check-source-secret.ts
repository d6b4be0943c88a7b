import type { FlowProblem, JsonObject, ReceiverPreset, Trigger } from '@hookline/contract';
import { canProve } from '@hookline/intake';
import { problem } from './flow-problem.js';

/** Which fields of a connection hold something; `null` when nobody can tell. */
export type FilledOf = (connectionId: string) => JsonObject | null;

/** A source whose connection lacks the secret would refuse everything that comes: it is not published. */
export function checkSourceSecret(
  preset: ReceiverPreset,
  { connectionId }: Trigger,
  filledOf: FilledOf,
): readonly FlowProblem[] {
  const filled = connectionId === null ? null : filledOf(connectionId);
  if (filled === null || canProve(preset, filled)) return [];
  const labels = preset.connectionFields
    .filter(({ key }) => filled[key] === undefined)
    .map(({ label }) => `"${label.en}"`);
  const message = `the connection has no secret for this source: fill in ${labels.join(', ')}`;
  return [problem('/trigger/connectionId', 'connection_secret_missing', message)];
}
