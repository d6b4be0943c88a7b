import {
  catcherDocument,
  mostCaughtPerMinute,
  type CatcherView,
  type FlowDocument,
} from '@hookline/contract';
import { storable } from '@hookline/store';

type Change = { readonly [K in 'name' | 'answer' | 'masks']?: CatcherView[K] | undefined };

/** What a new catcher says of its address: anything may come, so often and no oftener. */
export function firstDocument(name: string): FlowDocument {
  return catcherDocument.parse({
    schemaVersion: 1,
    name: storable(name),
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    endpoint: { perMinute: mostCaughtPerMinute },
    steps: [],
  });
}

export function changeDocument(
  document: FlowDocument,
  { name, answer, masks }: Change,
): FlowDocument {
  const changed = {
    ...document,
    ...(name === undefined ? {} : { name }),
    ...(answer === undefined ? {} : { answer: answer ?? undefined }),
    ...(masks === undefined ? {} : { masks: masks.length === 0 ? undefined : masks }),
  };
  return catcherDocument.parse(storable(changed));
}
