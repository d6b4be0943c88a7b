import { Controller } from '@nestjs/common';
import {
  createCatcher,
  deleteCatcher,
  getCatcher,
  listCatchers,
  mostCatchers,
  updateCatcher,
  type CatcherView,
} from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  changeCatcher,
  createCatcher as create,
  deleteCatcher as remove,
  findCatcher,
  listCatchers as findCatchers,
  type Scope,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { Announcer, HookCache, Settings } from '../parts.js';
import { changeDocument, firstDocument } from './document-of.js';
import { viewCatcher } from './view-catcher.js';

@Controller()
export class CatcherController {
  constructor(
    private readonly management: Management,
    private readonly settings: Settings,
    private readonly hooks: HookCache,
    private readonly announcer: Announcer,
  ) {}

  @Handles(listCatchers)
  async list(@Asked() { scope }: Asked<typeof listCatchers>): Promise<Reply<typeof listCatchers>> {
    const found = await findCatchers(scope, this.management.store);
    return { items: found.map((one) => viewCatcher(one, this.settings.config.publicUrl)) };
  }

  @Handles(createCatcher)
  async create(@Asked() { scope, body }: Asked<typeof createCatcher>): Promise<CatcherView> {
    const id = uuidv7();
    const given = { id, document: firstDocument(body.name) };
    if ((await create(scope, this.management.store, given)) === 'too_many') {
      throw new ApiError(
        'too_many_catchers',
        `There are ${mostCatchers} catchers already; delete one that nobody needs.`,
      );
    }
    return this.#changed(scope, id);
  }

  @Handles(getCatcher)
  async read(@Asked() { scope, params }: Asked<typeof getCatcher>): Promise<CatcherView> {
    return this.#view(scope, params.id);
  }

  @Handles(updateCatcher)
  async change(
    @Asked() { scope, params, body }: Asked<typeof updateCatcher>,
  ): Promise<CatcherView> {
    const outcome = await changeCatcher(scope, this.management.store, {
      catcherId: params.id,
      change: (document) => changeDocument(document, body),
    });
    if (outcome === 'not_found') throw new ApiError('catcher_not_found');
    return this.#changed(scope, params.id);
  }

  @Handles(deleteCatcher)
  async remove(@Asked() { scope, params }: Asked<typeof deleteCatcher>): Promise<void> {
    const outcome = await remove(scope, this.management.store, params.id);
    if (outcome === 'not_found') throw new ApiError('catcher_not_found');
    this.#forget(scope, params.id);
    this.announcer.announce(scope, { topic: 'events', flowId: params.id });
  }

  #changed(scope: Scope, id: string): Promise<CatcherView> {
    this.#forget(scope, id);
    return this.#view(scope, id);
  }

  /** How requests are read, here and, by the announcement, in every other process. */
  #forget(scope: Scope, id: string): void {
    this.hooks.invalidateFlow(id);
    this.announcer.announce(scope, { topic: 'flows', flowId: id });
  }

  async #view(scope: Scope, id: string): Promise<CatcherView> {
    const found = await findCatcher(scope, this.management.store, id);
    if (!found) throw new ApiError('catcher_not_found');
    return viewCatcher(found, this.settings.config.publicUrl);
  }
}
