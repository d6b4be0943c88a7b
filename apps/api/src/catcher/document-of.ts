import { mostCaughtPerMinute, type CatcherView, type FlowDocument } from '@hookline/contract';
import { readDocument } from '../flow/read-document.js';

type Change = { readonly [K in 'name' | 'answer' | 'masks']?: CatcherView[K] | undefined };

/** What a new catcher says of its address: anything may come, so often and no oftener. */
export function firstDocument(name: string): FlowDocument {
  return readDocument({
    schemaVersion: 1,
    name,
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    endpoint: { perMinute: mostCaughtPerMinute },
    steps: [],
  });
}

/** @throws ApiError flow_invalid */
export function changeDocument(
  document: FlowDocument,
  { name, answer, masks }: Change,
): FlowDocument {
  return readDocument({
    ...document,
    ...(name === undefined ? {} : { name }),
    ...(answer === undefined ? {} : { answer: answer ?? undefined }),
    ...(masks === undefined ? {} : { masks: masks.length === 0 ? undefined : masks }),
  });
}
