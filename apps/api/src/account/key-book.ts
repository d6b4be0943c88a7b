import type { ApiKeyView } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import { scopeOf, type Pool, type Queryable, type Scope } from '@hookline/store';
import type { Actor, Caller } from '../http/index.js';
import { createKeyText, readBearer, sha256Of } from './api-key.js';

type KeyRow = {
  id: string;
  name: string;
  prefix: string;
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date | null;
};

type Remembered = { readonly caller: Caller; readonly untilMs: number };

const rememberMs = 5_000;
const maxRemembered = 1_000;
const columns = 'id, name, prefix, created_at, last_used_at, expires_at';

/** The API keys: who holds one, and the making and ending of them. */
export class KeyBook {
  readonly #remembered = new Map<string, Remembered>();
  /** Grows with each revocation, so that an answer asked before it is not remembered after it. */
  #revocations = 0;

  constructor(
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void,
  ) {}

  async identify(authorization: string | undefined): Promise<Caller | null> {
    const text = readBearer(authorization);
    if (text === null) return null;
    const sha256 = sha256Of(text);
    const known = this.#remembered.get(sha256.toString('hex'));
    if (known && known.untilMs > Date.now()) return known.caller;
    return this.#look(sha256);
  }

  async #look(sha256: Buffer): Promise<Caller | null> {
    const revocations = this.#revocations;
    const { rows } = await this.pool.query<{ id: string; workspace_id: string; name: string }>({
      name: 'find_api_key',
      text: `SELECT id, workspace_id, name FROM api_keys
             WHERE key_sha256 = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      values: [sha256],
    });
    const row = rows[0];
    if (!row) return null;
    const actor: Actor = { kind: 'key', id: row.id, name: row.name };
    const caller: Caller = { scope: scopeOf(row.workspace_id), actor };
    if (revocations === this.#revocations) this.#remember(sha256, caller);
    this.#touch(row.id);
    return caller;
  }

  #remember(sha256: Buffer, caller: Caller): void {
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
    this.#remembered.set(sha256.toString('hex'), { caller, untilMs: Date.now() + rememberMs });
  }

  /** Once a minute is often enough to see whether a key is in use. */
  #touch(id: string): void {
    this.pool
      .query(
        `UPDATE api_keys SET last_used_at = now()
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [id],
      )
      .catch(this.onError);
  }

  async list(scope: Scope): Promise<ApiKeyView[]> {
    const { rows } = await this.pool.query<KeyRow>(
      `SELECT ${columns} FROM api_keys
       WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`,
      [scope.workspaceId],
    );
    return rows.map(viewOf);
  }

  /** True when there was such a key; from then on it opens nothing in this process, and soon nowhere. */
  async revoke(scope: Scope, id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE api_keys SET revoked_at = now()
       WHERE workspace_id = $1 AND id::text = $2 AND revoked_at IS NULL`,
      [scope.workspaceId, id],
    );
    this.#revocations += 1;
    this.#remembered.clear();
    return rowCount === 1;
  }
}

/** Makes a key; its text is in the answer and nowhere else. */
export async function insertApiKey(
  scope: Scope,
  db: Queryable,
  given: { name: string; userId: string | null },
): Promise<ApiKeyView & { apiKey: string }> {
  const key = createKeyText();
  const { rows } = await db.query<KeyRow>(
    `INSERT INTO api_keys (id, workspace_id, user_id, name, prefix, key_sha256)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
    [uuidv7(), scope.workspaceId, given.userId, given.name, key.prefix, key.sha256],
  );
  const [row] = rows;
  if (!row) throw new Error('the new API key was not stored');
  return { ...viewOf(row), apiKey: key.text };
}

function viewOf(row: KeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}
