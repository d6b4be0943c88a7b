type Flush = () => Promise<boolean>;

const open: { flush: Flush | null } = { flush: null };

/** Saves what is unsaved in the open editor, if one is open; true when the server has everything. */
export async function flushDraft(): Promise<boolean> {
  return (await open.flush?.()) ?? true;
}

/** The open editor says how it is flushed; when it closes there is nothing left to flush. */
export function offerFlush(flush: Flush): () => void {
  open.flush = flush;
  return () => {
    if (open.flush === flush) open.flush = null;
  };
}
