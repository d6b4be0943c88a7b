import type { JsonObject, ReceiverPreset } from '@hookline/contract';
import { receivers } from '@hookline/connectors';
import { createIntake, type IntakeOutcome } from '@hookline/intake';
import { aSender, wireOf, type Sent } from '@hookline/testkit';
import { nowMs, toRequest } from './to-request.given.js';

export const named = receivers.map((preset) => ({ name: `${preset.app}/${preset.event}`, preset }));

export type Given = { values?: JsonObject | null; settings?: JsonObject; atMs?: number };

export async function judge(
  preset: ReceiverPreset,
  sent: Sent,
  given: Given = {},
): Promise<IntakeOutcome> {
  const intake = createIntake(preset, given.settings ?? {});
  return intake(toRequest(sent, given.atMs), { verification: given.values ?? null });
}

export const reasonOf = (outcome: IntakeOutcome): string =>
  outcome.outcome === 'rejected' ? `${outcome.status} ${outcome.reason}` : outcome.outcome;

/** The sender's documented request, proved where it can be. */
export function aRequest(preset: ReceiverPreset): {
  sent: Sent;
  values: JsonObject | null;
  bare: Sent;
} {
  const bare = wireOf(preset);
  if (preset.connection === 'none') return { sent: bare, values: null, bare };
  const { values, sign } = aSender(preset, nowMs);
  return { sent: sign(bare), values, bare };
}

export async function accepted(preset: ReceiverPreset, given: Given & { sent?: Sent } = {}) {
  const request = aRequest(preset);
  const outcome = await judge(preset, given.sent ?? request.sent, {
    values: request.values,
    ...given,
  });
  if (outcome.outcome !== 'event') throw new Error(`not accepted: ${reasonOf(outcome)}`);
  return outcome;
}
