import type { FlowDocument, SeenField } from '@hookline/contract';
import { hidesField } from '@hookline/intake';
import { findFlowVersion, type FlowRecord, type Scope, type Store } from '@hookline/store';

/** What is live of a flow: its rules hold now, those of the draft soon. */
export async function findPublished(
  scope: Scope,
  store: Store,
  { published }: FlowRecord,
): Promise<FlowDocument | null> {
  if (published === null) return null;
  const version = await findFlowVersion(scope, store, published.versionId);
  return version?.document ?? null;
}

/** A field that is to be masked keeps its name; examples from before the rule are shown no more. */
export function withoutMasked(fields: readonly SeenField[], rules: readonly string[]): SeenField[] {
  const isHidden = hidesField(rules);
  return fields.map((field) =>
    isHidden(field.segments, field.at) ? { ...field, examples: [] } : field,
  );
}
