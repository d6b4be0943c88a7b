type During = (at: string) => string;

/**
 * What came to its place in the ledger, with the moment in which it did: `workspace_id, flow_id, kind, at, weight`,
 * and when an event was received.
 * Such a moment is on the database's clock, within the transaction that wrote it, and never changes. What is held
 * or open has no place yet, and what a catcher captured never gets one. An entry of a flood weighs as
 * much as it stands for. A repeated run weighs once when it ends and once, the other way, when it is repeated.
 */
export const placedSql = (among: string, during: During): string => `
  ${placedEventsSql('events', among, during)}
  UNION ALL
  ${placedRunsSql('runs', among, during)}`;

/** The events' part of it, out of what has their columns. */
export const placedEventsSql = (source: string, among: string, during: During): string => `
  SELECT workspace_id, flow_id, 'event:' || state AS kind, ${eventAt} AS at, coalesce(stands_for, 1) AS weight,
         received_at
  FROM ${source}
  WHERE ${among} AND state NOT IN ('held', 'captured') AND ${during(eventAt)}`;

/** The runs' part of it. */
export const placedRunsSql = (source: string, among: string, during: During): string => `
  SELECT workspace_id, flow_id, 'run:' || state AS kind, finished_at AS at, 1 AS weight, NULL::timestamptz AS received_at
  FROM ${source}
  WHERE ${among} AND (is_counted OR retired_at IS NOT NULL) AND ${during('finished_at')}
  UNION ALL
  SELECT workspace_id, flow_id, 'run:' || state, retired_at, -1, NULL FROM ${source}
  WHERE ${among} AND retired_at IS NOT NULL AND ${during('retired_at')}`;

const eventAt = 'coalesce(decided_at, received_at)';
