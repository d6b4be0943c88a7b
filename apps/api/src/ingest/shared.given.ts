import { createHmac, randomUUID } from 'node:crypto';
import type { FlowDocument, FlowView, Ledger } from '@hookline/contract';
import { readEvents } from '../start/api.given.js';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  type Answer,
  type Member,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

const secret = 'a-secret-of-anna';

export type Problem = { error: { code: string; message: string } };

/** A repository with one webhook, and flows that want some of its events. */
export function aRepository({ api, owner }: TwoWorkspaces) {
  const document = (events: readonly string[], more: Partial<FlowDocument> = {}): FlowDocument =>
    aDocument({
      trigger: {
        app: 'github',
        event: 'event',
        connectionId: null,
        settings: { events: [...events] },
      },
      ...more,
    });
  const main = async (events: readonly string[], more: Partial<FlowDocument> = {}) => {
    const { body } = await owner.call<{ id: string }>('POST', '/connections', {
      app: 'github',
      name: 'GitHub',
      values: { secret },
    });
    const { trigger, ...rest } = document(events, more);
    return aLiveFlow(owner, { ...rest, trigger: { ...trigger, connectionId: body.id } });
  };
  const fedBy = (
    { id }: FlowView,
    events: readonly string[],
    more: Partial<FlowDocument> & { isDraft?: boolean } = {},
  ): Promise<FlowView> => {
    const { isDraft = false, ...rest } = more;
    const whole = document(events, { endpoint: { through: id }, ...rest });
    return isDraft ? aFlow(owner, whole) : aLiveFlow(owner, whole);
  };
  const send = (
    flow: FlowView,
    event: string,
    given: { delivery?: string; key?: string; body?: object } = {},
  ): Promise<Response> => {
    const body = JSON.stringify(given.body ?? { action: 'opened' });
    const mark = createHmac('sha256', given.key ?? secret)
      .update(body)
      .digest('hex');
    return api.ask(new URL(flow.hookUrl).pathname, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': given.delivery ?? randomUUID(),
        'x-hub-signature-256': `sha256=${mark}`,
      },
    });
  };
  const states = async ({ id }: FlowView): Promise<readonly string[]> =>
    (await readEvents(api.pool, id)).map(({ state }) => state);
  const ledgers = (flows: readonly FlowView[]): Promise<readonly Ledger[]> =>
    Promise.all(
      flows.map(async ({ id }) => (await owner.call<Ledger>('GET', `/flows/${id}/ledger`)).body),
    );
  return { document, main, fedBy, send, states, ledgers };
}

/** Saves another draft of a flow and publishes it. */
export async function republish<T = FlowView>(
  { call }: Member,
  { id }: FlowView,
  change: (draft: FlowDocument) => FlowDocument,
): Promise<Answer<T>> {
  const { body } = await call<FlowView>('GET', `/flows/${id}`);
  const given = { document: change(body.draft), revision: body.draftRevision };
  const saved = await call<T>('PUT', `/flows/${id}/draft`, given);
  return saved.status === 200 ? call<T>('POST', `/flows/${id}/publish`) : saved;
}
