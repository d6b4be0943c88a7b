import { ApiFault } from '../../api/api-fault.js';

type Flush = () => Promise<boolean>;

const open = new Map<string, Set<Flush>>();

/** Saves what is unsaved of a flow in its editor and its settings, if they are open; true when the server has everything. */
export async function flushDraft(flowId: string): Promise<boolean> {
  // One after the other: each saves on top of the one before.
  for (const flush of open.get(flowId) ?? []) if (!(await flush())) return false;
  return true;
}

/** Saves what is unsaved anywhere on this page, as far as it can be. */
export async function flushDrafts(): Promise<void> {
  await Promise.allSettled([...open.keys()].map(flushDraft));
}

/** For what works on the draft that the server has: it must be the one on the screen, or nothing is done. */
export async function requireSaved(flowId: string): Promise<void> {
  if (await flushDraft(flowId)) return;
  throw new ApiFault({ code: 'draft_unsaved', message: 'the draft is not saved', status: 0 });
}

/** The editor of a flow says how it is flushed; when it closes there is nothing left to flush. */
export function offerFlush(flowId: string, flush: Flush): () => void {
  const flushes = open.get(flowId) ?? new Set();
  open.set(flowId, flushes.add(flush));
  return () => {
    flushes.delete(flush);
    if (flushes.size === 0 && open.get(flowId) === flushes) open.delete(flowId);
  };
}
