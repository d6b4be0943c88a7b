import type { WorkspaceView } from '@hookline/contract';
import type { Queryable, Scope } from '@hookline/store';

type WorkspaceRow = {
  id: string;
  name: string;
  time_zone: string;
  default_country: string;
  locale: string;
};

const columns = 'id, name, time_zone, default_country, locale';

export async function readWorkspace(scope: Scope, db: Queryable): Promise<WorkspaceView> {
  const { rows } = await db.query<WorkspaceRow>(`SELECT ${columns} FROM workspaces WHERE id = $1`, [
    scope.workspaceId,
  ]);
  return viewOf(rows[0]);
}

type Changes = {
  readonly [Key in keyof Omit<WorkspaceView, 'id'>]?: WorkspaceView[Key] | undefined;
};

export async function changeWorkspace(
  scope: Scope,
  db: Queryable,
  changes: Changes,
): Promise<WorkspaceView> {
  const { rows } = await db.query<WorkspaceRow>(
    `UPDATE workspaces SET name = coalesce($2, name), time_zone = coalesce($3, time_zone),
       default_country = coalesce($4, default_country), locale = coalesce($5, locale)
     WHERE id = $1 RETURNING ${columns}`,
    [scope.workspaceId, changes.name, changes.timeZone, changes.defaultCountry, changes.locale],
  );
  return viewOf(rows[0]);
}

function viewOf(row: WorkspaceRow | undefined): WorkspaceView {
  if (!row) throw new Error('the workspace of a caller is gone');
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    defaultCountry: row.default_country,
    locale: row.locale,
  };
}
