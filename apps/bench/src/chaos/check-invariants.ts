import type { Ledger } from '@hookline/contract';
import type pg from 'pg';
import type { DrivenLeads } from './drive-leads.js';
import type { EffectSink } from './effect-sink.js';

export type Check = { readonly name: string; readonly problem: string | null };

export type Witness = {
  readonly db: pg.Client;
  readonly driven: DrivenLeads;
  readonly sink: EffectSink;
  readonly ledger: Ledger;
  readonly canary: string;
  readonly logs: string;
};

/** `stuck`: where its run is, and why, if that is open. */
type StoredEvent = { id: string; lead: string; stuck: string | null };

/** What must be true after any storm, whatever was killed and when. */
export async function checkInvariants(witness: Witness): Promise<readonly Check[]> {
  const { rows: events } = await witness.db.query<StoredEvent>(
    `SELECT e.id::text, convert_from(e.body, 'UTF8')::json ->> 'id' AS lead,
            o.state || ' ' || coalesce(o.error ->> 'code', '') || ' after ' || o.fence || ' claims' AS stuck
     FROM events e LEFT JOIN open_runs o ON o.workspace_id = e.workspace_id AND o.id = e.run_id`,
  );
  return [
    checkStored(witness, events),
    ...(await checkRuns(witness)),
    ...checkEffects(witness, events),
    ...(await checkRows(witness)),
    ...(await checkSecrets(witness)),
    ...checkLedger(witness, events),
  ];
}

function checkStored({ driven }: Witness, events: readonly StoredEvent[]): Check {
  const stored = new Set(events.map(({ id }) => id));
  const lost = [...driven.acknowledged].filter(([, id]) => !stored.has(id));
  return {
    name: `I1 every acknowledged event is stored (${driven.acknowledged.size})`,
    problem: describe(lost.map(([lead]) => lead)),
  };
}

async function checkRuns({ db }: Witness): Promise<Check[]> {
  return [
    await noRows(db, 'I2 each event has exactly one run that counts', {
      sql: `SELECT e.id FROM events e
            LEFT JOIN (SELECT event_id FROM runs WHERE is_counted
                       UNION ALL SELECT event_id FROM open_runs WHERE is_counted) r ON r.event_id = e.id
            GROUP BY e.id HAVING count(r.event_id) <> 1`,
    }),
    await noRows(db, 'I3 each run has ended, or asks for attention', {
      sql: `SELECT id FROM open_runs WHERE state <> 'needs_attention'`,
    }),
  ];
}

function checkEffects({ sink, driven }: Witness, events: readonly StoredEvent[]): Check[] {
  const counts = new Map<string, number>();
  for (const lead of sink.leads()) counts.set(lead, (counts.get(lead) ?? 0) + 1);
  const stored = new Map(events.map(({ lead, stuck }) => [lead, stuck]));
  const missing = [...driven.acknowledged.keys()].filter((lead) => !counts.has(lead));
  const doubled = [...counts].filter(([, count]) => count > 1).map(([lead]) => lead);
  const unfounded = [...counts.keys()].filter((lead) => !stored.has(lead));
  const { calls, withoutKey, withSecret } = sink.counts;
  return [
    {
      name: `I4 every acknowledged lead has its effect (${counts.size})`,
      problem: describe(missing.map((lead) => `${lead} (${stored.get(lead) ?? 'no open run'})`)),
    },
    {
      name: `I4 no lead comes with a second key, and none without (${calls} calls)`,
      problem: describe([...doubled, ...Array.from({ length: withoutKey }, () => 'no key')]),
    },
    { name: 'I5 no effect without a stored event', problem: describe(unfounded) },
    {
      name: 'the secret reaches the target with every call',
      problem: withSecret === calls ? null : `${calls - withSecret} calls without`,
    },
  ];
}

async function checkRows({ db }: Witness): Promise<Check[]> {
  return [
    await noRows(db, 'I6 no row refers to a missing one', { sql: orphansSql }),
    await noRows(db, 'a row of the Leads table for each run that succeeded, and no other', {
      sql: `SELECT coalesce(r.id, t.run_id) AS id
            FROM (SELECT id FROM runs WHERE state = 'succeeded') r
            FULL JOIN (SELECT run_id, count(*) AS n FROM table_rows GROUP BY run_id) t ON t.run_id = r.id
            WHERE (r.id IS NULL AND t.run_id NOT IN (SELECT id FROM open_runs)) OR t.n IS DISTINCT FROM 1`,
    }),
    await noRows(db, 'no lead stands twice in the Leads table', {
      sql: `SELECT values ->> 'Name' AS id FROM table_rows GROUP BY 1 HAVING count(*) > 1`,
    }),
  ];
}

const orphansSql = `
  WITH every_run AS (
    SELECT workspace_id, id, event_id, version_id, flow_id FROM runs
    UNION ALL SELECT workspace_id, id, event_id, version_id, flow_id FROM open_runs
  )
  SELECT r.id FROM every_run r
    WHERE NOT EXISTS (SELECT FROM events e WHERE e.workspace_id = r.workspace_id AND e.id = r.event_id)
  UNION ALL SELECT r.id FROM every_run r
    WHERE NOT EXISTS (SELECT FROM flow_versions v WHERE v.workspace_id = r.workspace_id AND v.id = r.version_id)
  UNION ALL SELECT e.id FROM events e WHERE e.run_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM every_run r WHERE r.workspace_id = e.workspace_id AND r.id = e.run_id)
  UNION ALL SELECT s.run_id FROM step_attempts s
    WHERE NOT EXISTS (SELECT FROM every_run r WHERE r.workspace_id = s.workspace_id AND r.id = s.run_id)`;

async function checkSecrets({ db, canary, logs }: Witness): Promise<Check[]> {
  return [
    {
      name: 'I7 no log tells the secret',
      problem: logs.includes(canary) ? 'it stands in a log' : null,
    },
    await noRows(db, 'I7 no history tells the secret', {
      sql: `SELECT run_id AS id FROM step_attempts
            WHERE strpos(concat(input::text, output::text, error::text), $1) > 0
            UNION ALL SELECT id FROM runs WHERE strpos(error::text, $1) > 0
            UNION ALL SELECT id FROM open_runs WHERE strpos(error::text, $1) > 0`,
      values: [canary],
    }),
  ];
}

function checkLedger({ ledger }: Witness, events: readonly StoredEvent[]): Check[] {
  return [
    { name: 'the ledger balances', problem: ledger.balanced ? null : JSON.stringify(ledger) },
    {
      name: 'the ledger counts every stored event',
      problem: ledger.received === events.length ? null : `${ledger.received} of ${events.length}`,
    },
  ];
}

/** A rule that a query breaks by finding anything. */
async function noRows(
  db: pg.Client,
  name: string,
  query: { sql: string; values?: string[] },
): Promise<Check> {
  const { rows } = await db.query<{ id: string }>(query.sql, query.values ?? []);
  return { name, problem: describe(rows.map(({ id }) => id)) };
}

function describe(offenders: readonly string[]): string | null {
  if (offenders.length === 0) return null;
  return `${offenders.length}: ${offenders.slice(0, 5).join(', ')}`;
}
