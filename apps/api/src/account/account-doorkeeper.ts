import type { IncomingHttpHeaders } from 'node:http';
import { scopeOf, type Pool } from '@hookline/store';
import { ApiError, Doorkeeper, type Caller } from '../http/index.js';
import type { KeyBook } from './key-book.js';
import type { Auth } from './open-auth.js';

/** Knows people by their session's cookie and programs by their API key. */
export class AccountDoorkeeper extends Doorkeeper {
  constructor(private readonly given: { auth: Auth; keys: KeyBook; pool: Pool }) {
    super();
  }

  async identify(headers: IncomingHttpHeaders): Promise<Caller | null> {
    // Whoever sends a key means the key: a wrong one is not made good by a cookie beside it.
    if (headers.authorization !== undefined) return this.given.keys.identify(headers.authorization);
    if (headers.cookie === undefined) return null;
    return this.#bySession(headers.cookie);
  }

  async #bySession(cookie: string): Promise<Caller | null> {
    const headers = new Headers({ cookie });
    // A wrong cookie is an answer (nobody); an error can only be the way to the database.
    const found = await this.given.auth.api.getSession({ headers }).catch((cause: unknown) => {
      throw new ApiError('try_later', undefined, { cause });
    });
    if (!found) return null;
    const { rows } = await this.given.pool.query<{ workspace_id: string }>({
      name: 'find_membership',
      text: `SELECT workspace_id FROM memberships WHERE user_id = $1
             ORDER BY created_at, workspace_id LIMIT 1`,
      values: [found.user.id],
    });
    if (!rows[0]) return null;
    return {
      scope: scopeOf(rows[0].workspace_id),
      actor: { kind: 'user', id: found.user.id, name: found.user.name },
    };
  }
}
