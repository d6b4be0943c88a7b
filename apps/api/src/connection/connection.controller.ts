import { Controller } from '@nestjs/common';
import {
  checkConnection,
  createConnection,
  deleteConnection,
  listConnections,
  updateConnection,
  type ConnectionView,
} from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  createConnection as create,
  deleteConnection as remove,
  findConnection,
  findFlowsOfSource,
  listConnections as findConnections,
  updateConnection as update,
  type Scope,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { Hints, HookCache, Keys } from '../parts.js';
import { wantLive } from '../registration/want-live.js';
import { tryConnection } from './try-connection.js';
import { withRetired } from './previous-secrets.js';
import { readValues } from './read-values.js';
import { openValues, sealValues } from './seal-values.js';
import { viewConnection } from './view-connection.js';

@Controller()
export class ConnectionController {
  constructor(
    private readonly management: Management,
    private readonly keys: Keys,
    private readonly hints: Hints,
    private readonly hooks: HookCache,
  ) {}

  @Handles(listConnections)
  async list(
    @Asked() { scope, query }: Asked<typeof listConnections>,
  ): Promise<Reply<typeof listConnections>> {
    const filter = { app: query.app ?? null };
    const found = await findConnections(scope, this.management.store, filter);
    return { items: found.map(viewConnection) };
  }

  @Handles(createConnection)
  async create(@Asked() { scope, body }: Asked<typeof createConnection>): Promise<ConnectionView> {
    const id = uuidv7();
    const values = readValues(body.app, body.values);
    const kept = sealValues(scope, this.keys.ring, { connectionId: id, values });
    const given = { id, app: body.app, name: body.name, ...kept };
    await create(scope, this.management.store, given);
    return this.#view(scope, id);
  }

  @Handles(updateConnection)
  async change(
    @Asked() { scope, params, body }: Asked<typeof updateConnection>,
  ): Promise<ConnectionView> {
    const { ring } = this.keys;
    const connectionId = params.id;
    const outcome = await update(scope, this.management.store, connectionId, (kept) => {
      const name = body.name === undefined ? {} : { name: body.name };
      if (!body.values) return name;
      const before = openValues(scope, ring, { connectionId, sealed: kept.sealed });
      const values = withRetired(kept.app, before, readValues(kept.app, body.values, before));
      return { ...name, values: sealValues(scope, ring, { connectionId, values }) };
    });
    if (outcome === 'not_found') throw new ApiError('connection_not_found');
    this.hooks.invalidateConnection(connectionId);
    if (body.values) await this.#wake(scope, connectionId);
    return this.#view(scope, connectionId);
  }

  @Handles(deleteConnection)
  async remove(@Asked() { scope, params }: Asked<typeof deleteConnection>): Promise<void> {
    const outcome = await remove(scope, this.management.store, params.id);
    if (outcome === 'not_found') throw new ApiError('connection_not_found');
    if (outcome === 'in_use') throw await this.#inUse(scope, params.id);
    this.hooks.invalidateConnection(params.id);
    this.hints.wakeRuns();
  }

  @Handles(checkConnection)
  async check(
    @Asked() { scope, params }: Asked<typeof checkConnection>,
  ): Promise<Reply<typeof checkConnection>> {
    await this.#view(scope, params.id);
    const asking = { store: this.management.store, hints: this.hints };
    const found = await tryConnection(scope, asking, params.id);
    if (found.ok) this.hints.wakeRuns();
    return { ...found, connection: await this.#view(scope, params.id) };
  }

  async #inUse(scope: Scope, connectionId: string): Promise<ApiError> {
    const found = await findConnection(scope, this.management.store, connectionId);
    if (!found) return new ApiError('connection_not_found');
    const { usedByFlows, leavingFlows } = found;
    if (usedByFlows.length > 0) {
      const words = `Used by ${namesOf(usedByFlows)}; choose another one there first.`;
      return new ApiError('connection_in_use', words, { details: [...usedByFlows] });
    }
    // What leaves does so by itself, and needs the key for it.
    this.hints.wakeRegistrations();
    const flows = namesOf(leavingFlows);
    return new ApiError(
      'connection_in_use',
      `Used by ${flows}: its old webhook is still being taken away; try again in a while.`,
      { details: { why: { code: 'source_leaving', values: { flows } } } },
    );
  }

  /** Held runs may go on now, and sources that lacked something may be connected. */
  async #wake(scope: Scope, connectionId: string): Promise<void> {
    const { store } = this.management;
    for (const flowId of await findFlowsOfSource(scope, store, connectionId)) {
      await wantLive(scope, store, flowId);
    }
    this.hints.wakeRuns();
    this.hints.wakeRegistrations();
  }

  async #view(scope: Scope, connectionId: string): Promise<ConnectionView> {
    const found = await findConnection(scope, this.management.store, connectionId);
    if (!found) throw new ApiError('connection_not_found');
    return viewConnection(found);
  }
}

const namesOf = (flows: readonly { readonly name: string }[]): string =>
  flows.map(({ name }) => `"${name}"`).join(', ');
