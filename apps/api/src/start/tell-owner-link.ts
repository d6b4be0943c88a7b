import { openKeyFile, type Config } from '@hookline/platform';
import type { Pool } from '@hookline/store';
import { SetupOffer } from '../account/setup-offer.js';
import { ApiError } from '../http/index.js';
import { assertKey, assertServer, StartRefused } from './assert-server.js';

/** The link that `npm start` prints, for whoever runs the installation in another way. */
export async function tellOwnerLink(
  pool: Pool,
  config: Pick<Config, 'secretKeyFile' | 'publicUrl'> & { readonly databaseUrl: string },
): Promise<{ link: string }> {
  await assertServer(pool, config.databaseUrl);
  const { rowCount } = await pool.query(
    'SELECT FROM installation WHERE key_fingerprint IS NOT NULL',
  );
  // Else the key of whoever asks first would become that of the installation.
  if (rowCount === 0)
    throw new StartRefused('Nothing has started on this database yet. Start it, then ask again.');
  const ring = await openKeyFile(config.secretKeyFile);
  await assertKey(pool, ring);
  const token = await new SetupOffer(pool, ring).tell();
  if (token === null) throw new ApiError('owner_exists');
  return { link: `${config.publicUrl}/setup?token=${token}` };
}
