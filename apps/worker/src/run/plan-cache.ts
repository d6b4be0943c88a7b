import type { FlowDocument } from '@hookline/contract';
import { compilePlan, type FindAction, type Plan } from '@hookline/engine';
import type { Scope } from '@hookline/store/work';

type Entry = { readonly plan: Promise<Plan>; bytes: number };

/**
 * Plans by version, the least recently used thrown out first when their documents together pass the
 * bound. A version never changes, so an entry is never stale.
 */
export function createPlanCache(options: {
  readonly load: (scope: Scope, versionId: string) => Promise<FlowDocument>;
  readonly findAction: FindAction;
  readonly maxBytes: number;
}): { planOf: (scope: Scope, versionId: string) => Promise<Plan>; bytes: () => number } {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const drop = (key: string): void => {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    bytes -= entry.bytes;
  };

  const load = (scope: Scope, versionId: string, key: string): Promise<Plan> => {
    const entry: Entry = {
      bytes: 0,
      plan: options.load(scope, versionId).then((document) => {
        entry.bytes = JSON.stringify(document).length;
        bytes += entry.bytes;
        for (const oldest of entries.keys()) {
          if (bytes <= options.maxBytes || oldest === key) break;
          drop(oldest);
        }
        return compilePlan(versionId, document, options.findAction);
      }),
    };
    entries.set(key, entry);
    entry.plan.catch(() => drop(key));
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
