import { AccountDoorkeeper } from '../account/account-doorkeeper.js';
import { AccountParts } from '../account/account-parts.js';
import { hasOwner } from '../account/create-owner.js';
import { KeyBook } from '../account/key-book.js';
import { openAuth } from '../account/open-auth.js';
import { SetupToken } from '../account/setup-token.js';
import type { Resources } from './open-resources.js';

/** Opens the accounts; while there is no owner, a token lies ready for the first one. */
export async function openAccount(
  resources: Resources,
): Promise<{ account: AccountParts; doorkeeper: AccountDoorkeeper }> {
  const { pool, ring, config, logger } = resources;
  const setupToken = new SetupToken(config.dataDir);
  if (await hasOwner(pool)) await setupToken.withdraw();
  else await setupToken.offer();
  const auth = openAuth({ pool, ring, publicUrl: config.publicUrl, logger });
  const keys = new KeyBook(pool, (error) =>
    logger.warn({ err: error }, 'the last use of an API key was not noted'),
  );
  return {
    account: new AccountParts({ auth, keys, setupToken }),
    doorkeeper: new AccountDoorkeeper({ auth, keys, pool }),
  };
}
