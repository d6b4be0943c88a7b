import { z } from 'zod';
import { callApi, type ApiPlace } from '../product/call-api.js';

const page = z.looseObject({
  items: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullable(),
});
const anything = z.looseObject({});

/** A page of the product that is asked for again and again: of a list, so many of its pages in turn. */
export type PageKind = {
  readonly name: string;
  readonly path: string;
  readonly pages: number;
  /** Its work follows from what there is to show, so that only its time is held. */
  readonly grows: boolean;
};

const limit = 50;
/** As many as a small installation has: the same is asked of both. */
const flowPages = 2;

/** What people look at, and what grows under it. */
export function pageKinds(largeFlowId: string): readonly PageKind[] {
  const list = (name: string, path: string, pages = Infinity): PageKind => ({
    name,
    path,
    pages,
    grows: false,
  });
  const one = (name: string, path: string): PageKind => ({ name, path, pages: 0, grows: false });
  const growing = (kind: PageKind): PageKind => ({ ...kind, grows: true });
  return [
    list('flow list', '/flows?', flowPages),
    growing(list('flow list, ever deeper', '/flows?')),
    list('runs of all flows', '/runs?'),
    list('runs of the largest flow', `/runs?flowId=${largeFlowId}&`),
    list('its failed runs', `/runs?flowId=${largeFlowId}&status=failed&`),
    list('failed runs of all flows', '/runs?status=failed&'),
    list('events of all flows', '/events?'),
    list('events of the largest flow', `/events?flowId=${largeFlowId}&`),
    list('its rejected events (none)', `/events?flowId=${largeFlowId}&state=rejected&`),
    growing(list('runs that contain a text', '/runs?text=Petrova%201234&')),
    one('what needs attention', '/attention'),
    one('ledger of the largest flow', `/flows/${largeFlowId}/ledger`),
    growing(one('ledger of all', '/ledger')),
  ];
}

/**
 * Somebody who turns the pages of one kind, one after the other; after the last they begin again. Each turn tells what it
 * took in milliseconds.
 */
export function pageTurner(place: ApiPlace, { path, pages }: PageKind): () => Promise<number> {
  let cursor: string | null = null;
  let turned = 0;
  return async () => {
    const began = process.hrtime.bigint();
    const next = pages === 0 ? await look(place, path) : await turnPage(place, path, cursor);
    const tookMs = Number(process.hrtime.bigint() - began) / 1e6;
    turned = next === null || turned + 1 >= pages ? 0 : turned + 1;
    cursor = turned === 0 ? null : next;
    return tookMs;
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
