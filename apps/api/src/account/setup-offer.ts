import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@hookline/platform';
import { inTransaction, type Pool } from '@hookline/store';
import { hasOwner, lockSetup } from './create-owner.js';

/**
 * What proves that the first owner is somebody who runs the installation, and not the first stranger who finds the page.
 * The token is made of the key that every process has and a salt in the database: any process tells the same one and
 * takes it, a restart changes nothing, and neither a key nor a database that has leaked is enough to know it.
 */
export class SetupOffer {
  readonly #pool: Pool;
  readonly #ring: KeyRing;

  constructor(pool: Pool, ring: KeyRing) {
    this.#pool = pool;
    this.#ring = ring;
  }

  /** The token of the owner link; `null` where there is an owner. */
  async tell(): Promise<string | null> {
    const salt = await offerSalt(this.#pool);
    return salt && this.#tokenOf(this.#ring.currentVersion, salt);
  }

  async matches(given: string): Promise<boolean> {
    const { rows } = await this.#pool.query<{ salt: Buffer }>('SELECT salt FROM setup_offer');
    const salt = rows[0]?.salt;
    if (!salt) return false;
    const asked = digest(given.trim());
    // A key that was added since the link was printed changes nothing for it.
    const matches = this.#ring.versions.map((version) =>
      timingSafeEqual(digest(this.#tokenOf(version, salt)), asked),
    );
    return matches.includes(true);
  }

  #tokenOf(version: number, salt: Buffer): string {
    const key = this.#ring.keyOf(version);
    if (!key) throw new Error(`there is no key of version ${version}`);
    return Buffer.from(hkdfSync('sha256', key, salt, 'hookline owner link', 32)).toString(
      'base64url',
    );
  }
}

/** Under the lock of setup: no offer is made beside an owner who is just coming. */
async function offerSalt(pool: Pool): Promise<Buffer | null> {
  return inTransaction(pool, async (client) => {
    await lockSetup(client);
    if (await hasOwner(client)) return null;
    const { rows } = await client.query<{ salt: Buffer }>(
      `INSERT INTO setup_offer (salt) VALUES ($1)
       ON CONFLICT (is_only) DO UPDATE SET salt = setup_offer.salt RETURNING salt`,
      [randomBytes(32)],
    );
    return rows[0]?.salt ?? null;
  });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
