import { Controller } from '@nestjs/common';
import {
  createApiKey,
  getMe,
  listApiKeys,
  revokeApiKey,
  updateWorkspace,
} from '@hookline/contract';
import { ApiError, Asked, Handles, type Actor, type Reply } from '../http/index.js';
import { Database } from '../parts.js';
import { AccountParts } from './account-parts.js';
import { checkLocale } from './check-locale.js';
import { insertApiKey } from './key-book.js';
import { changeWorkspace, readWorkspace } from './read-workspace.js';

@Controller()
export class AccountController {
  constructor(
    private readonly database: Database,
    private readonly account: AccountParts,
  ) {}

  @Handles(getMe)
  async me(@Asked() { scope, actor }: Asked<typeof getMe>): Promise<Reply<typeof getMe>> {
    const workspace = await readWorkspace(scope, this.database.pool);
    return { user: await this.#readUser(actor), workspace };
  }

  @Handles(updateWorkspace)
  async change(@Asked() { scope, body }: Asked<typeof updateWorkspace>) {
    checkLocale(body);
    return changeWorkspace(scope, this.database.pool, body);
  }

  @Handles(listApiKeys)
  async keys(@Asked() { scope }: Asked<typeof listApiKeys>) {
    return { items: await this.account.keys.list(scope) };
  }

  @Handles(createApiKey)
  async addKey(@Asked() { scope, actor, body }: Asked<typeof createApiKey>) {
    const userId = actor.kind === 'user' ? actor.id : null;
    return insertApiKey(scope, this.database.pool, { name: body.name, userId });
  }

  @Handles(revokeApiKey)
  async endKey(@Asked() { scope, params }: Asked<typeof revokeApiKey>): Promise<void> {
    const wasThere = await this.account.keys.revoke(scope, params.id);
    if (!wasThere) throw new ApiError('not_found', 'There is no such API key.');
  }

  async #readUser(actor: Actor): Promise<Reply<typeof getMe>['user']> {
    if (actor.kind === 'key') return null;
    const { rows } = await this.database.pool.query<{ id: string; email: string; name: string }>(
      'SELECT id, email, name FROM users WHERE id = $1',
      [actor.id],
    );
    return rows[0] ?? null;
  }
}
