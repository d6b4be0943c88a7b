import { ofTransport, readSearchText, type EventState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';
import { listedColumns, type ListedEvent } from './list-events.js';
import { readSought, type Sought } from './sought-text.js';

export type EventSearch = {
  readonly flowId: string | null;
  readonly state: EventState | null;
  readonly text: string;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly cursor: string | null;
  readonly limit: number;
};

export type FoundEvents = {
  readonly items: readonly ListedEvent[];
  /** Where to search on; there may be one after a page on which nothing was found. */
  readonly nextCursor: string | null;
  /** The oldest that was looked at; `null` when all was. */
  readonly searchedTo: Date | null;
};

/**
 * A page looks at so many events and bytes and no more, so that a search costs the same in any history.
 * To read a phone in any writing costs three times what finding a text does.
 */
const mostEvents = { ofText: 2_000, ofDigits: 1_000 };
const mostBytes = 3 * 1_048_576;
const mostBytesOfOne = 65_536;

/**
 * Finds events by what they carried: a phone in any writing, an e-mail, a name, an id. The newest first;
 * each page goes a bounded way back, and says how far.
 */
export async function searchEvents(
  scope: Scope,
  store: Store,
  search: EventSearch,
): Promise<FoundEvents> {
  const nothing: FoundEvents = { items: [], nextCursor: null, searchedTo: null };
  if (search.flowId !== null && !isUuid(search.flowId)) return nothing;
  const text = readSearchText(search.text);
  if (text === '') return nothing;
  if (search.cursor === null && isUuid(search.text)) {
    const items = await findByIds(scope, store, search);
    if (items.length > 0) return { ...nothing, items };
  }
  const sought = readSought(text);
  const rows = await select<Row>(store, searchSql, [
    scope.workspaceId,
    search.flowId,
    search.state,
    search.cursor,
    search.from,
    search.to,
    search.limit + 1,
    ...needlesOf(sought),
    sought.digits === null ? mostEvents.ofText : mostEvents.ofDigits,
    sought.encoded,
    ofTransport.source,
  ]);
  return toPage(rows, search.limit);
}

/** A full page goes on below its last; one that was cut, where the search stopped. */
function toPage(rows: readonly Row[], limit: number): FoundEvents {
  const found = rows.filter(isFound).map(({ event }) => revive(event));
  const items = found.slice(0, limit);
  const [span] = rows;
  const cutAt = span?.isCut ? span.oldestId : null;
  const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : cutAt;
  return { items, nextCursor, searchedTo: nextCursor === null ? null : timeOf(nextCursor) };
}

type Found = Omit<ListedEvent, 'receivedAt'> & { readonly receivedAt: string };
type Row = {
  readonly event: Found | null;
  readonly isCut: boolean;
  readonly oldestId: string | null;
};

const isFound = (row: Row): row is Row & { event: Found } => row.event !== null;
const revive = (event: Found): ListedEvent => ({
  ...event,
  receivedAt: new Date(event.receivedAt),
});

/** The instant in a uuid v7. */
const timeOf = (id: string): Date => new Date(parseInt(id.replaceAll('-', '').slice(0, 12), 16));

const needlesOf = ({ digits, texts, escaped }: Sought): readonly unknown[] => [
  digits,
  [...texts],
  [...escaped],
];

/** An id is found at once, however old: an event's own, or that of one of its runs. */
async function findByIds(
  scope: Scope,
  store: Store,
  { text, flowId, state }: EventSearch,
): Promise<readonly ListedEvent[]> {
  return select<ListedEvent>(
    store,
    `SELECT ${listedColumns} FROM events e
     WHERE e.workspace_id = $1 AND ($3::uuid IS NULL OR e.flow_id = $3) AND ($4::text IS NULL OR e.state = $4)
       AND e.id = ANY (ARRAY[$2::uuid,
         (SELECT event_id FROM open_runs WHERE workspace_id = $1 AND id = $2),
         (SELECT event_id FROM runs WHERE workspace_id = $1 AND id = $2)])`,
    [scope.workspaceId, text, flowId, state],
  );
}

// Bytes that are no ASCII stand as octal escapes, so that a body of any kind can be searched as text.
const searchSql = `
  WITH slice AS MATERIALIZED (
    SELECT id FROM events
    WHERE workspace_id = $1
      AND ($2::uuid IS NULL OR flow_id = $2)
      AND ($4::uuid IS NULL OR id < $4)
      AND ($5::timestamptz IS NULL OR id >= uuid_v7_floor($5))
      AND ($6::timestamptz IS NULL OR id < uuid_v7_floor($6))
    ORDER BY id DESC LIMIT $11::int
  ), weighed AS MATERIALIZED (
    SELECT s.id, sum(w.bytes) OVER (ORDER BY s.id DESC) AS bytes_so_far
    FROM slice s, LATERAL (
      SELECT least(octet_length(coalesce(payload, body)), ${mostBytesOfOne})
               + pg_column_size(headers) + octet_length(query) AS bytes
      FROM events WHERE workspace_id = $1 AND id = s.id OFFSET 0
    ) w
  ), looked AS MATERIALIZED (
    SELECT id FROM weighed WHERE bytes_so_far <= ${mostBytes} ORDER BY id DESC
  ), span AS (
    SELECT (SELECT id FROM looked ORDER BY id LIMIT 1) AS oldest_id,
           (SELECT count(*) FROM looked) = $11::int
             OR (SELECT count(*) FROM looked) < (SELECT count(*) FROM slice) AS is_cut
  ), found AS (
    SELECT f.* FROM looked l, LATERAL (
      SELECT ${listedColumns}
      FROM (
        SELECT *, lower(encode(substr(coalesce(payload, body), 1, ${mostBytesOfOne}), 'escape')) AS hay
        FROM events WHERE workspace_id = $1 AND id = l.id OFFSET 0
      ) e
      WHERE ($3::text IS NULL OR e.state = $3) AND (
        ($8::text IS NOT NULL AND (
          position($8 IN translate(e.hay, ' ()+-.', '')) > 0
          OR position($8 IN translate(e.summary, ' ()+-.', '')) > 0
          OR position($8 IN translate(e.query, ' ()+-.', '')) > 0))
        OR EXISTS (SELECT FROM unnest($9::text[]) AS needle
                   WHERE position(needle IN lower(e.summary)) > 0 OR position(needle IN lower(e.path)) > 0)
        OR EXISTS (SELECT FROM unnest($10::text[]) AS needle WHERE position(needle IN e.hay) > 0)
        OR (e.query <> '' AND EXISTS (
          SELECT FROM unnest($12::text[]) AS needle WHERE position(needle IN lower(e.query)) > 0))
        OR EXISTS (
          SELECT FROM unnest($9::text[]) AS needle WHERE CASE WHEN position(needle IN lower(e.headers::text)) > 0
            THEN EXISTS (SELECT FROM jsonb_array_elements(e.headers) AS h
                         WHERE position(needle IN lower(h ->> 1)) > 0 AND lower(h ->> 0) !~ $13::text)
            ELSE false END))
    ) f
    ORDER BY l.id DESC LIMIT $7
  )
  SELECT span.is_cut AS "isCut", span.oldest_id AS "oldestId",
         CASE WHEN f.id IS NOT NULL THEN to_json(f) END AS event
  FROM span LEFT JOIN found f ON true
  ORDER BY f.id DESC`;
