/** A page of a list by keyset; `nextCursor` is the id after which the next page begins. */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Cuts a page out of rows that were asked for with one more than the limit. */
export function cutPage<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? last.id : null };
}
