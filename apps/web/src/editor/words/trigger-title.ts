import type { FlowDocument } from '@hookline/contract';
import type { Catalog } from './catalog.js';
import type { Language } from './name-path.js';

type Known = Pick<Language, 'say'> & { readonly catalog: Catalog };

/** What starts the flow; what the catalogue does not know any more is told by its keys. */
export function triggerTitle(trigger: FlowDocument['trigger'], { catalog, say }: Known): string {
  const description = catalog.trigger(trigger);
  return description ? say(description.label) : `${trigger.app} · ${trigger.event}`;
}
