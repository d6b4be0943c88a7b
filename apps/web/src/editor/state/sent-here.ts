import { isSameValue, type FlowDocument, type FlowView } from '@hookline/contract';

const sent = new Map<string, FlowDocument>();

/** A page beside the editor sends this draft; to be said before it is sent, for its answer comes by several ways. */
export function noteSentHere(flowId: string, document: FlowDocument): void {
  sent.set(flowId, document);
}

/** Whether what the server has now was sent from another page of ours. */
export function wasSentHere({ id, draft }: FlowView): boolean {
  const last = sent.get(id);
  return last !== undefined && isSameValue(last, draft);
}
