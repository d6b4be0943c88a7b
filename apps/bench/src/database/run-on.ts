import pg from 'pg';

export async function runOn(databaseUrl: string, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<pg.QueryResultRow>(sql).finally(() => client.end());
  return rows;
}
