type Cursor = string | undefined;
const cursors: { first: Cursor } = { first: undefined };

/** Where a list begins; later pages carry the cursor that the page before them gave. */
export const firstPage: Cursor = cursors.first;
export const nextPage = (page: { nextCursor: string | null }): Cursor =>
  page.nextCursor ?? undefined;

/** All rows that have been read so far, in order. */
export function rowsOf<T>(data: { pages: readonly { items: readonly T[] }[] } | undefined) {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
