import type { KeyBook } from './key-book.js';
import type { Auth } from './open-auth.js';
import type { SetupToken } from './setup-token.js';

/** What the account room holds for its controllers. */
export class AccountParts {
  readonly auth: Auth;
  readonly keys: KeyBook;
  readonly setupToken: SetupToken;

  constructor(given: { auth: Auth; keys: KeyBook; setupToken: SetupToken }) {
    this.auth = given.auth;
    this.keys = given.keys;
    this.setupToken = given.setupToken;
  }
}
