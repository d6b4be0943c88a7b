import { createFlow, publishFlow, type FlowDocument, type FlowView } from '@hookline/contract';
import type { Api } from '../product/api-client.js';

const tildaForm = { app: 'tilda', event: 'form', connectionId: null, settings: {} };
export const anyWebhook = { app: 'webhook', event: 'received', connectionId: null, settings: {} };

type Steps = FlowDocument['steps'];

export const leadRow: Steps[number] = {
  id: 'lead',
  type: 'action',
  app: 'tables',
  action: 'insert_row',
  connectionId: null,
  input: {
    table: 'Leads',
    values: {
      Name: '{{trigger.Name}}',
      Email: '{{lower trigger.Email}}',
      Phone: '{{phone trigger.Phone "RU"}}',
    },
  },
};

/** The same row again and again: a flow as long as is asked for. */
export const leadRows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...leadRow, id: `row_${at}` }));

export const ownerMail: Steps[number] = {
  id: 'mail',
  type: 'action',
  app: 'email',
  action: 'send',
  connectionId: null,
  input: {
    to: 'owner@shop.example',
    subject: 'Lead from {{trigger.formname}}',
    text: '{{trigger.Name}}, {{phone trigger.Phone "RU"}}',
  },
};

export const tellVendor = (url: string): Steps[number] => ({
  id: 'tell',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: {
    method: 'POST',
    url,
    body: { id: '{{trigger.tranid}}', phone: '{{phone trigger.Phone "RU"}}' },
  },
});

export const aFlow = (name: string, steps: Steps, trigger = tildaForm): FlowDocument => ({
  schemaVersion: 1,
  name,
  trigger,
  steps,
});

export const createDraft = (api: Api, document: FlowDocument): Promise<FlowView> =>
  api.ask(createFlow, { body: document });

export async function createLive(api: Api, document: FlowDocument): Promise<FlowView> {
  const { id } = await createDraft(api, document);
  return api.ask(publishFlow, { params: { id } });
}
