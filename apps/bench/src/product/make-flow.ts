import { flowView, type FlowDocument, type Step } from '@hookline/contract';
import { callApi, type ApiPlace } from './call-api.js';

export type LiveFlow = { readonly id: string; readonly hookPath: string };

/** Makes a flow of these steps through the API, and publishes it. */
export async function makeFlow(
  place: ApiPlace,
  { name, steps }: { name: string; steps: Step[] },
): Promise<LiveFlow> {
  const document: FlowDocument = {
    schemaVersion: 1,
    name,
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    steps,
  };
  const made = await callApi(place, {
    method: 'POST',
    path: '/flows',
    body: document,
    reply: flowView,
  });
  await callApi(place, {
    method: 'POST',
    path: `/flows/${made.id}/publish`,
    reply: flowView,
  });
  return { id: made.id, hookPath: new URL(made.hookUrl).pathname };
}

/** Five fields mapped into the body of one call. */
export const callStep = (id: string, url: string): Step => ({
  id,
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: {
    method: 'POST',
    url,
    body: {
      name: '{{trigger.name}}',
      phone: '{{trigger.phone}}',
      email: '{{trigger.email}}',
      city: '{{trigger.city}}',
      comment: '{{trigger.comment}}',
    },
  },
});
