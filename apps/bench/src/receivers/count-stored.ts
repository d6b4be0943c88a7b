import pg from 'pg';

/** How many events of each flow are stored as accepted. */
export async function countStored(databaseUrl: string): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ flowId: string; stored: number }>(
      `SELECT flow_id AS "flowId", count(*)::int AS stored FROM events WHERE state = 'accepted' GROUP BY 1`,
    );
    return new Map(rows.map(({ flowId, stored }) => [flowId, stored]));
  } finally {
    await client.end();
  }
}
