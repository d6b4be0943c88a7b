import type { ArrivedEvent } from '@hookline/store';
import { ApiError } from '../../http/index.js';
import { Refused } from '../pressure/refused.js';
import type { Writer } from '../open-writer.js';

export type Keeping = {
  readonly writer: Writer;
  /** Whether one more rejected request of this flow is kept. */
  readonly mayKeep: (flowId: string) => boolean;
  /** Whether one more event of this flow goes to quarantine. */
  readonly mayQuarantine: (flowId: string) => boolean;
};

const keptBytes = 4_096;

/**
 * Refuses what the endpoint does not want, and keeps it for its owner to see as far as the bound allows.
 * What goes to quarantine passes, unless a flood of it comes: then the sender is asked to come again.
 */
export async function turnAway(events: readonly ArrivedEvent[], keeping: Keeping): Promise<void> {
  const refused = events.find(({ kind }) => kind === 'rejected');
  if (refused) {
    const kept = { ...refused, ...cut(refused.body) };
    if (keeping.mayKeep(refused.flowId)) await keeping.writer.add(kept).catch(() => undefined);
    throw new ApiError('wrong_origin', 'This page may not send here.');
  }
  const [distrusted] = events.filter(({ kind }) => kind === 'quarantined');
  if (distrusted && !keeping.mayQuarantine(distrusted.flowId)) throw new Refused('rate');
}

function cut(body: Uint8Array): Pick<ArrivedEvent, 'bodyKind' | 'body' | 'payload'> {
  return {
    bodyKind: body.length > 0 ? 'bytes' : 'none',
    body: body.subarray(0, keptBytes),
    payload: null,
  };
}
