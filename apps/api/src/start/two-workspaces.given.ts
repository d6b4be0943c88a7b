import type { FlowDocument, FlowView, JsonValue, Step } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { scopeOf, type Scope } from '@hookline/store';
import { insertApiKey } from '../account/key-book.js';
import { givenApi, givenOwner, type GivenApi } from './api.given.js';

export type Answer<T = JsonValue> = { readonly status: number; readonly body: T };

/** A caller of the API: one key of one workspace. */
export type Member = {
  readonly scope: Scope;
  readonly bearer: { readonly authorization: string };
  readonly call: <T = never>(method: string, path: string, json?: unknown) => Promise<Answer<T>>;
};

export type TwoWorkspaces = {
  readonly api: GivenApi;
  readonly owner: Member;
  /** Of another workspace of the same installation. */
  readonly stranger: Member;
};

export async function givenTwoWorkspaces(env: Record<string, string> = {}): Promise<TwoWorkspaces> {
  const api = await givenApi(env);
  const { scope, apiKey } = await givenOwner(api);
  const other = scopeOf(uuidv7());
  await api.pool.query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [
    other.workspaceId,
    'Other',
  ]);
  const key = await insertApiKey(other, api.pool, { name: 'other', userId: null });
  return {
    api,
    owner: member(api, scope, apiKey),
    stranger: member(api, other, key.apiKey),
  };
}

function member(api: GivenApi, scope: Scope, apiKey: string): Member {
  const bearer = { authorization: `Bearer ${apiKey}` };
  return {
    scope,
    bearer,
    call: async (method, path, json) => {
      const answer = await api.ask(`/api/v1${path}`, {
        method,
        headers: bearer,
        ...(json === undefined ? {} : { json }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
  };
}

export const anHttpStep = (given: Partial<Extract<Step, { type: 'action' }>> = {}): Step => ({
  id: 'tell',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: { method: 'POST', url: 'https://example.com/lead' },
  ...given,
});

export const aDocument = (given: Partial<FlowDocument> = {}): FlowDocument => ({
  schemaVersion: 1,
  name: 'Leads',
  trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
  steps: [anHttpStep()],
  ...given,
});

export async function aFlow(
  { call }: Member,
  document: FlowDocument = aDocument(),
): Promise<FlowView> {
  const { status, body } = await call<FlowView>('POST', '/flows', document);
  if (status !== 201) throw new Error(`not created: ${JSON.stringify(body)}`);
  return body;
}

export async function aLiveFlow(owner: Member, document?: FlowDocument): Promise<FlowView> {
  const flow = await aFlow(owner, document);
  const { status, body } = await owner.call<FlowView>('POST', `/flows/${flow.id}/publish`);
  if (status !== 200) throw new Error(`not published: ${JSON.stringify(body)}`);
  return body;
}

/** Posts to a flow's own address, as a sender does. */
export async function send(flow: FlowView, body: JsonValue, api: GivenApi): Promise<Response> {
  return fetch(`${api.url}${new URL(flow.hookUrl).pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
