import type { FlowProblem, JsonObject, ReceiverPreset, Trigger } from '@hookline/contract';
import { canProve } from '@hookline/intake';
import { wantedFor } from '../registration/judge-source.js';
import { problem } from './flow-problem.js';

/** Which fields of a connection hold something; `null` when nobody can tell. */
export type FilledOf = (connectionId: string) => JsonObject | null;

/** A source whose connection lacks the secret would refuse everything that comes: it is not published. */
export function checkSourceSecret(
  preset: ReceiverPreset,
  trigger: Trigger,
  filledOf: FilledOf,
): readonly FlowProblem[] {
  const { connectionId } = trigger;
  const filled = connectionId === null ? null : filledOf(connectionId);
  if (filled === null || canProve(preset, filled)) return [];
  // Its secret comes by itself when the sender is told the address; until then nothing is taken.
  if (wantedFor(trigger, filled) !== null) return [];
  const labels = preset.connectionFields
    .filter(({ key }) => filled[key] === undefined)
    .map(({ label }) => `"${label.en}"`);
  const message = `the connection has no secret for this source: fill in ${labels.join(', ')}`;
  return [problem('/trigger/connectionId', 'connection_secret_missing', message)];
}
