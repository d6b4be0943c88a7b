import type { KeyBook } from './key-book.js';
import type { Auth } from './open-auth.js';
import type { SetupOffer } from './setup-offer.js';

/** What the account room holds for its controllers. */
export class AccountParts {
  readonly auth: Auth;
  readonly keys: KeyBook;
  readonly setupOffer: SetupOffer;

  constructor(given: { auth: Auth; keys: KeyBook; setupOffer: SetupOffer }) {
    this.auth = given.auth;
    this.keys = given.keys;
    this.setupOffer = given.setupOffer;
  }
}
