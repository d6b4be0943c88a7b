import { flowView, type FlowDocument, type Step } from '@hookline/contract';
import { callApi, type ApiPlace } from './call-api.js';

export type LiveFlow = { readonly id: string; readonly hookPath: string; readonly hookUrl: string };

type Trigger = FlowDocument['trigger'];

/** Any sender, and nothing asked of it. */
const generic: Trigger = { app: 'webhook', event: 'received', connectionId: null, settings: {} };

/** Makes a flow of these steps through the API, and publishes it. */
export async function makeFlow(
  place: ApiPlace,
  { name, steps, trigger = generic }: { name: string; steps: Step[]; trigger?: Trigger },
): Promise<LiveFlow> {
  const document: FlowDocument = {
    schemaVersion: 1,
    name,
    trigger,
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
  const { id, hookUrl } = made;
  return { id, hookUrl, hookPath: new URL(hookUrl).pathname };
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
