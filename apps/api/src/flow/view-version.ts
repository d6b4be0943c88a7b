import type { FlowVersionView } from '@hookline/contract';
import type { NamedVersion } from '@hookline/store';

/** A published version as the list of versions shows it. */
export function viewVersion(version: NamedVersion): FlowVersionView {
  const { id, number, publishedAt, publishedBy, name, document } = version;
  return { id, number, publishedAt: publishedAt.toISOString(), publishedBy, name, document };
}
