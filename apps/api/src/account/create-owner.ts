import { randomBytes } from 'node:crypto';
import type { Column } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { inTransaction, scopeOf, type Client, type Pool, type Scope } from '@hookline/store';
import { ApiError } from '../http/index.js';
import { checkPassword } from './check-password.js';
import { hashPassword } from './hash-password.js';

export type NewOwner = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
};

export type CreatedOwner = { readonly scope: Scope; readonly userId: string };

/** The table that a first flow can write to without anybody having made one. */
const leadsColumns: readonly Column[] = [
  { name: 'Name', type: 'text' },
  { name: 'Phone', type: 'phone' },
  { name: 'Email', type: 'email' },
  { name: 'Comment', type: 'text' },
  { name: 'Form', type: 'text' },
  { name: 'Page', type: 'text' },
  { name: 'Source', type: 'text' },
  { name: 'Campaign', type: 'text' },
  { name: 'Amount', type: 'number' },
  { name: 'Products', type: 'json' },
];

/** Makes the first owner with a workspace and its Leads table; all of it, or nothing. */
export async function createFirstOwner(pool: Pool, owner: NewOwner): Promise<CreatedOwner> {
  const passwordHash = await hashNewPassword(owner);
  return inTransaction(pool, async (client) => {
    await lockSetup(client);
    if (await hasOwner(client)) throw new ApiError('owner_exists');
    const userId = await insertUser(client, { owner, passwordHash });
    const scope = await insertWorkspace(client, owner);
    await insertMembership(scope, client, userId);
    // Not even an installation that loses its owners takes that link again.
    await client.query('DELETE FROM setup_offer');
    await client.query(
      'INSERT INTO data_tables (workspace_id, id, name, columns) VALUES ($1, $2, $3, $4)',
      [scope.workspaceId, uuidv7(), 'Leads', JSON.stringify(leadsColumns)],
    );
    return { scope, userId };
  });
}

/** Makes one more owner of the first workspace: the way back in for whoever runs the machine. */
export async function createAnotherOwner(pool: Pool, owner: NewOwner): Promise<CreatedOwner> {
  const passwordHash = await hashNewPassword(owner);
  return inTransaction(pool, async (client) => {
    await lockSetup(client);
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1',
    );
    if (!rows[0]) throw new ApiError('not_found', 'There is no workspace yet.');
    const scope = scopeOf(rows[0].id);
    const userId = await insertUser(client, { owner, passwordHash });
    await insertMembership(scope, client, userId);
    return { scope, userId };
  });
}

export async function hasOwner(db: Pick<Client, 'query'>): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    'SELECT EXISTS (SELECT FROM memberships) AS found',
  );
  return rows[0]?.found ?? false;
}

async function hashNewPassword(owner: NewOwner): Promise<string> {
  const fault = checkPassword(owner.password, owner.email);
  if (fault !== null) {
    throw new ApiError('invalid_request', fault, {
      details: [{ pointer: '/password', message: fault }],
    });
  }
  return hashPassword(owner.password);
}

/** Two setups at once are one after the other, and the second finds an owner. */
export async function lockSetup(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('hookline.setup'))`);
}

async function insertUser(
  client: Client,
  { owner, passwordHash }: { owner: NewOwner; passwordHash: string },
): Promise<string> {
  const userId = randomBytes(20).toString('hex');
  const { rowCount } = await client.query(
    `INSERT INTO users (id, name, email) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [userId, owner.name, owner.email.toLowerCase()],
  );
  if (rowCount !== 1) {
    throw new ApiError('name_taken', 'There is already an account with this e-mail address.');
  }
  // As the account library keeps a password: provider "credential", known by the user's own id.
  await client.query(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password)
     VALUES ($1, $2, 'credential', $2, $3)`,
    [randomBytes(20).toString('hex'), userId, passwordHash],
  );
  return userId;
}

async function insertWorkspace(client: Client, owner: NewOwner): Promise<Scope> {
  const workspaceId = uuidv7();
  await client.query(
    'INSERT INTO workspaces (id, name, time_zone, locale) VALUES ($1, $2, $3, $4)',
    [workspaceId, owner.name, owner.timeZone, owner.locale],
  );
  return scopeOf(workspaceId);
}

async function insertMembership(scope: Scope, client: Client, userId: string): Promise<void> {
  await client.query(
    `INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'owner')`,
    [scope.workspaceId, userId],
  );
}
