import type { Logger } from '@hookline/platform';
import { findFlowsToFold, foldEvents, type FlowToFold, type Pool } from '@hookline/store/work';

/** So that one sweep of many is short, and a large backlog is worked off over several. */
const budgetMs = 5_000;
const flowsAtOnce = 500;
const mostFlows = 5_000;

/**
 * Reads what arrived for its fields each time it is called, flow after flow; the next call goes on where
 * this one stopped, so that a busy flow keeps no other from its turn.
 */
export function createFieldKeeper(pool: Pool, log: Logger): () => Promise<void> {
  let after: FlowToFold | null = null;
  return async () => {
    const endsAt = Date.now() + budgetMs;
    let [events, flows] = [0, 0];
    while (flows < mostFlows && Date.now() < endsAt) {
      const page = await findFlowsToFold(pool, { after, limit: flowsAtOnce });
      for (const flow of page) {
        after = flow;
        flows += 1;
        if (flow.hasNew) events += await foldFlow(pool, flow, endsAt);
        if (Date.now() >= endsAt) break;
      }
      if (page.length < flowsAtOnce && page.at(-1) === after) after = null;
      if (after === null || page.length === 0) break;
    }
    if (events > 0) log.debug({ events }, 'read events for their fields');
  };
}

async function foldFlow(
  pool: Pool,
  { scope, flowId }: FlowToFold,
  endsAt: number,
): Promise<number> {
  let events = 0;
  for (;;) {
    const read = await foldEvents(pool, scope, flowId);
    events += read;
    if (read === 0 || Date.now() >= endsAt) return events;
  }
}
