import type { FlowDocument } from '@hookline/contract';
import { compilePlan, type FindAction, type Plan } from '@hookline/engine';
import type { Scope } from '@hookline/store/work';

/** `bytes` is 0 until the plan is there. */
type Entry = { readonly plan: Promise<Plan>; bytes: number };

/**
 * What a plan takes of the heap for each byte of its document: objects, parsed templates, closures.
 * Measured as 12 for one call that maps five fields, and 16 for twenty of them.
 */
const heapPerByte = 16;

/**
 * Plans by version, the least recently used thrown out first when together they take more than the
 * bound. A version never changes, so an entry is never stale.
 */
export function createPlanCache(options: {
  readonly load: (scope: Scope, versionId: string) => Promise<FlowDocument>;
  readonly findAction: FindAction;
  readonly maxBytes: number;
}): { planOf: (scope: Scope, versionId: string) => Promise<Plan>; bytes: () => number } {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const drop = (key: string, entry: Entry): void => {
    entries.delete(key);
    bytes -= entry.bytes;
  };

  /** What is still loading takes no room yet; thrown out, it would be loaded twice, and counted for good afterwards. */
  const makeRoom = (): void => {
    for (const [key, entry] of entries) {
      if (bytes <= options.maxBytes) return;
      if (entry.bytes > 0) drop(key, entry);
    }
  };

  const load = (scope: Scope, versionId: string, key: string): Promise<Plan> => {
    const entry: Entry = {
      bytes: 0,
      plan: options.load(scope, versionId).then((document) => {
        const plan = compilePlan(versionId, document, options.findAction);
        entry.bytes = heapPerByte * Buffer.byteLength(JSON.stringify(document));
        bytes += entry.bytes;
        // One that no room is enough for must not cost all others theirs.
        if (entry.bytes > options.maxBytes) drop(key, entry);
        else makeRoom();
        return plan;
      }),
    };
    entries.set(key, entry);
    // Nothing is counted before the plan is there, so nothing else takes the place of one that fails.
    entry.plan.catch(() => drop(key, entry));
    return entry.plan;
  };

  return {
    bytes: () => bytes,
    planOf: (scope, versionId) => {
      const key = `${scope.workspaceId}/${versionId}`;
      const known = entries.get(key);
      if (!known) return load(scope, versionId, key);
      entries.delete(key);
      entries.set(key, known);
      return known.plan;
    },
  };
}
