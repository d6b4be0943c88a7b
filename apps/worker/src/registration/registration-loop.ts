import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { findRegistration } from '@hookline/connectors';
import { claimRegistrations, isRestored } from '@hookline/store/work';
import { createConnectionRenewer } from '../connection/open-connection.js';
import { createCallPortOpener } from '../port/open-ports.js';
import { RESOURCES, type Resources } from '../resources.js';
import { tendRegistration, type TendMeans } from './tend-registration.js';

const perLook = 10;
/** Longer than all requests of one look together may take. */
const leaseSecs = 300;

/** Makes the addresses of flows known to their senders, and looks now and then whether they still are. */
@Injectable()
export class RegistrationLoop implements BeforeApplicationShutdown {
  private current: Promise<void> | null = null;
  private isWanted = false;
  private isStopping = false;

  constructor(@Inject(RESOURCES) private readonly resources: Resources) {}

  /** Looks for what is due; one look at a time, and one more if asked meanwhile. */
  wake(): void {
    this.isWanted = true;
    if (!this.isStopping) this.current ??= this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.current;
  }

  private async look(): Promise<void> {
    const { pool, log } = this.resources;
    while (this.isWanted && !this.isStopping) {
      this.isWanted = false;
      try {
        // What came from a backup may still be registered by the installation that it was taken of.
        if (!(await isRestored(pool))) await this.tend();
      } catch (error) {
        log.warn({ err: error }, 'registrations could not be looked at; it goes on');
      }
    }
    this.current = null;
  }

  private async tend(): Promise<void> {
    const means = meansOf(this.resources);
    for (;;) {
      const rows = await claimRegistrations(this.resources.pool, { limit: perLook, leaseSecs });
      await Promise.all(rows.map((row) => tendRegistration(row, means)));
      // What was registered now may let leave what it came in the place of.
      if (rows.length === 0 || this.isStopping) return;
    }
  }
}

function meansOf(resources: Resources): TendMeans {
  const { pool, ring, config, log, outside, openConnection, announce } = resources;
  const openPorts = createCallPortOpener(outside, pool);
  return {
    pool,
    ring,
    publicUrl: config.publicUrl,
    findRegistration,
    openConnection,
    renewConnection: createConnectionRenewer(pool, ring),
    openHttp: (scope) => openPorts(scope).http,
    onChanged: (scope, flowId) => announce(scope, { topic: 'flows', flowId }),
    onTrouble: ({ flowId, app, state }, error) =>
      log.warn({ err: error, flowId, app, state }, 'a source could not be connected'),
  };
}
