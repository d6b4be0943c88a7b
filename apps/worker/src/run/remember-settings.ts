import type { WorkspaceSettings } from '@hookline/connector-kit';
import type { Scope } from '@hookline/store/work';

const keptMs = 10_000;
const maxKept = 10_000;

/** Workspace settings, asked again after ten seconds. */
export function rememberSettings(
  load: (scope: Scope) => Promise<WorkspaceSettings>,
): (scope: Scope) => Promise<WorkspaceSettings> {
  const kept = new Map<string, { until: number; settings: Promise<WorkspaceSettings> }>();
  return (scope) => {
    const known = kept.get(scope.workspaceId);
    if (known && known.until > performance.now()) return known.settings;
    const settings = load(scope);
    if (kept.size >= maxKept) kept.clear();
    kept.set(scope.workspaceId, { until: performance.now() + keptMs, settings });
    settings.catch(() => kept.delete(scope.workspaceId));
    return settings;
  };
}
