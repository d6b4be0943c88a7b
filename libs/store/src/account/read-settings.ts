import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

export type WorkspaceSettingsRow = {
  readonly timeZone: string;
  readonly defaultCountry: string;
  readonly locale: string;
};

/** How the workspace writes dates, phones and numbers. */
export async function readSettings(scope: Scope, db: Queryable): Promise<WorkspaceSettingsRow> {
  const { rows } = await db.query<{
    time_zone: string;
    default_country: string;
    locale: string;
  }>({
    name: 'read_settings',
    text: 'SELECT time_zone, default_country, locale FROM workspaces WHERE id = $1',
    values: [scope.workspaceId],
  });
  const row = rows[0];
  if (!row) throw new Error('the workspace is gone');
  return { timeZone: row.time_zone, defaultCountry: row.default_country, locale: row.locale };
}
