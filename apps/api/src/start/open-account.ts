import { AccountDoorkeeper } from '../account/account-doorkeeper.js';
import { AccountParts } from '../account/account-parts.js';
import { KeyBook } from '../account/key-book.js';
import { openAuth } from '../account/open-auth.js';
import { SetupOffer } from '../account/setup-offer.js';
import type { Resources } from './open-resources.js';

/** Opens the accounts, and the door for the first owner. */
export function openAccount(resources: Resources): {
  account: AccountParts;
  doorkeeper: AccountDoorkeeper;
} {
  const { pool, ring, config, logger } = resources;
  const auth = openAuth({ pool, ring, publicUrl: config.publicUrl, logger });
  const keys = new KeyBook(pool, (error) =>
    logger.warn({ err: error }, 'the last use of an API key was not noted'),
  );
  return {
    account: new AccountParts({ auth, keys, setupOffer: new SetupOffer(pool, ring) }),
    doorkeeper: new AccountDoorkeeper({ auth, keys, pool }),
  };
}
