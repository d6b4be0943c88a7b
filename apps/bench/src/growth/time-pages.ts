import { z } from 'zod';
import { callApi, type ApiPlace } from '../product/call-api.js';

const page = z.looseObject({
  items: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullable(),
});
const anything = z.looseObject({});

/** A page of the product that is asked for again and again; `isList`: page after page. */
export type PageKind = { readonly name: string; readonly path: string; readonly isList: boolean };

const limit = 50;

/** What people look at, and what grows under it. */
export function pageKinds(largeFlowId: string): readonly PageKind[] {
  const list = (name: string, path: string): PageKind => ({ name, path, isList: true });
  const one = (name: string, path: string): PageKind => ({ name, path, isList: false });
  return [
    list('flow list', '/flows?'),
    list('runs of all flows', '/runs?'),
    list('runs of the largest flow', `/runs?flowId=${largeFlowId}&`),
    list('its failed runs', `/runs?flowId=${largeFlowId}&status=failed&`),
    list('failed runs of all flows', '/runs?status=failed&'),
    list('events of all flows', '/events?'),
    list('events of the largest flow', `/events?flowId=${largeFlowId}&`),
    list('its rejected events (none)', `/events?flowId=${largeFlowId}&state=rejected&`),
    list('runs that contain a text', '/runs?text=Petrova%201234&'),
    one('what needs attention', '/attention'),
    one('ledger of the largest flow', `/flows/${largeFlowId}/ledger`),
    one('ledger of all', '/ledger'),
  ];
}

/**
 * Somebody who turns the pages of one kind, deeper and deeper; at the end of a list they begin again. Each turn tells what it
 * took in milliseconds.
 */
export function pageTurner(place: ApiPlace, kind: PageKind): () => Promise<number> {
  let cursor: string | null = null;
  return async () => {
    const began = process.hrtime.bigint();
    cursor = kind.isList ? await turnPage(place, kind.path, cursor) : await look(place, kind.path);
    return Number(process.hrtime.bigint() - began) / 1e6;
  };
}

async function turnPage(
  place: ApiPlace,
  path: string,
  cursor: string | null,
): Promise<string | null> {
  const from = cursor === null ? '' : `&cursor=${cursor}`;
  const asked = { method: 'GET', path: `${path}limit=${limit}${from}`, reply: page } as const;
  return (await callApi(place, asked)).nextCursor;
}

async function look(place: ApiPlace, path: string): Promise<null> {
  await callApi(place, { method: 'GET', path, reply: anything });
  return null;
}
