import { createHash } from 'node:crypto';

/**
 * The key of one effect: the same for every try and every replay of a step, another one for every other
 * effect. 32 hex digits, so that it fits a header, a Message-ID and a vendor's own field.
 */
export function idempotencyKey(given: { rootRunId: string; stepId: string; item: string }): string {
  return createHash('sha256')
    .update(`${given.rootRunId}\n${given.stepId}\n${given.item}`)
    .digest('hex')
    .slice(0, 32);
}
