import { checkFlow, type FlowDocument } from '@hookline/contract';
import { storable } from '@hookline/store';
import { flowInvalid } from './flow-problem.js';

/**
 * What may be saved: a document of the right shape, without signs that the database cannot keep. Whether
 * it can run is asked at publishing.
 */
export function readDocument(document: FlowDocument): FlowDocument {
  const checked = checkFlow(storable(document));
  if (!checked.ok) throw flowInvalid(checked.problems);
  return checked.document;
}
