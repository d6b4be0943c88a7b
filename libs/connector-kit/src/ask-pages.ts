import type { JsonObject } from '@hookline/contract';

const mostPages = 20;

/** One page of a list, and whether the sender has more of it. */
export type ListPage = { readonly items: readonly JsonObject[]; readonly hasMore: boolean };

/**
 * All items of a list that a sender gives in pages, counted from 1. It ends with the last page, and with the
 * twentieth: who has that many is not asked without an end.
 * @throws as `askPage` does.
 */
export async function askPages(
  askPage: (page: number) => Promise<ListPage>,
): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { items, hasMore } = await askPage(page);
    all.push(...items);
    if (!hasMore || items.length === 0) break;
  }
  return all;
}
