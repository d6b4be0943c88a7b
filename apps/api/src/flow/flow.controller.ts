import { Controller } from '@nestjs/common';
import {
  createFlow,
  deleteFlow,
  getFlow,
  listFlows,
  listFlowVersions,
  listMainFlows,
  nameFlowVersion,
  pauseFlow,
  pinSample,
  publishFlow,
  resumeFlow,
  saveDraft,
  sayReason,
  type FlowView,
} from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  listFlows as findFlows,
  listFlowVersions as findVersions,
  listMains,
  nameFlowVersion as nameVersion,
  pinSample as pin,
  switchFlow,
  type Scope,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { readCursor } from '../http/read-cursor.js';
import { Management } from '../management.js';
import { Announcer, Hints, HookCache, Settings } from '../parts.js';
import { deleteFlow as remove } from './delete-flow.js';
import { publishFlow as publish } from './publish-flow.js';
import { writeDraft, writeFirstDraft } from './write-draft.js';
import { viewVersion } from './view-version.js';
import { readDocument } from './read-document.js';
import { requireFlow, requireOwnSchema, summarizeFlow, viewFlow } from './view-flow.js';

const bodyError = 'flow_invalid';

@Controller()
export class FlowController {
  constructor(
    private readonly management: Management,
    private readonly settings: Settings,
    private readonly hooks: HookCache,
    private readonly announcer: Announcer,
    private readonly hints: Hints,
  ) {}

  @Handles(listFlows)
  async list(@Asked() { scope, query }: Asked<typeof listFlows>): Promise<Reply<typeof listFlows>> {
    const page = await findFlows(scope, this.management.store, {
      cursor: readCursor(query.cursor),
      limit: query.limit,
      text: query.text ?? null,
    });
    return { ...page, items: page.items.map(summarizeFlow) };
  }

  @Handles(createFlow, { bodyError })
  async create(@Asked() { scope, body }: Asked<typeof createFlow>): Promise<FlowView> {
    const id = uuidv7();
    const given = { id, document: readDocument(body) };
    const mains = await writeFirstDraft(scope, this.management.store, given);
    return this.#changed(scope, id, mains);
  }

  @Handles(getFlow)
  async read(@Asked() { scope, params }: Asked<typeof getFlow>): Promise<FlowView> {
    return this.#view(scope, params.id);
  }

  @Handles(saveDraft, { bodyError, keyErrors: { revision: 'draft_revision_missing' } })
  async save(@Asked() { scope, params, body }: Asked<typeof saveDraft>): Promise<FlowView> {
    const flow = await requireOwnSchema(scope, this.management.store, params.id);
    const document = readDocument(body.document);
    const given = { flow, document, revision: body.revision };
    const { outcome, mains } = await writeDraft(scope, this.management.store, given);
    if (outcome === 'not_found') throw new ApiError('flow_not_found');
    if (outcome === 'changed') {
      throw new ApiError('draft_changed', 'Somebody saved another draft meanwhile; reload it.');
    }
    return this.#changed(scope, params.id, mains);
  }

  @Handles(listMainFlows)
  async mains(
    @Asked() { scope, params }: Asked<typeof listMainFlows>,
  ): Promise<Reply<typeof listMainFlows>> {
    const { store } = this.management;
    const { id, draft } = await requireFlow(scope, store, params.id);
    return { items: [...(await listMains(scope, store, { flowId: id, source: draft.trigger }))] };
  }

  @Handles(deleteFlow)
  async remove(@Asked() { scope, params }: Asked<typeof deleteFlow>): Promise<void> {
    const mains = await remove(scope, this.management.store, params.id);
    this.hints.wakeRegistrations();
    this.#forget(scope, [params.id, ...mains]);
  }

  @Handles(publishFlow)
  async publish(@Asked() asked: Asked<typeof publishFlow>): Promise<FlowView> {
    const { scope, actor, params, body } = asked;
    const given = { flowId: params.id, publishedBy: actor.name, revision: body.revision ?? null };
    const mains = await publish(scope, this.management.store, given);
    this.hints.wakeRegistrations();
    return this.#changed(scope, params.id, mains);
  }

  @Handles(pauseFlow)
  async pause(@Asked() { scope, params }: Asked<typeof pauseFlow>): Promise<FlowView> {
    return this.#switch(scope, params.id, 'paused');
  }

  @Handles(resumeFlow)
  async resume(@Asked() { scope, params }: Asked<typeof resumeFlow>): Promise<FlowView> {
    return this.#switch(scope, params.id, 'live');
  }

  @Handles(listFlowVersions)
  async versions(
    @Asked() { scope, params }: Asked<typeof listFlowVersions>,
  ): Promise<Reply<typeof listFlowVersions>> {
    const flow = await requireFlow(scope, this.management.store, params.id);
    const versions = await findVersions(scope, this.management.store, flow.id);
    return {
      items: versions.map(viewVersion),
    };
  }

  @Handles(nameFlowVersion)
  async nameVersion(
    @Asked() { scope, params, body }: Asked<typeof nameFlowVersion>,
  ): Promise<Reply<typeof nameFlowVersion>> {
    const { store } = this.management;
    const flow = await requireFlow(scope, store, params.id);
    const given = { flowId: flow.id, versionId: params.versionId, name: body.name };
    const named = await nameVersion(scope, store, given);
    if (!named) throw new ApiError('version_not_found');
    this.announcer.announce(scope, { topic: 'flows', flowId: flow.id });
    return viewVersion(named);
  }

  @Handles(pinSample)
  async pinSample(@Asked() { scope, params, body }: Asked<typeof pinSample>): Promise<FlowView> {
    const copy = { id: uuidv7(), reason: sayReason('copied') };
    const given = { flowId: params.id, eventId: body.eventId, copy };
    const outcome = await pin(scope, this.management.store, given);
    if (outcome !== 'pinned') throw new ApiError(outcome);
    this.announcer.announce(scope, { topic: 'flows', flowId: params.id });
    this.announcer.announce(scope, { topic: 'events', flowId: params.id });
    return this.#view(scope, params.id);
  }

  async #switch(scope: Scope, flowId: string, to: 'live' | 'paused'): Promise<FlowView> {
    const outcome = await switchFlow(scope, this.management.store, { flowId, to });
    if (outcome === 'not_found') throw new ApiError('flow_not_found');
    if (outcome === 'never_published') {
      throw new ApiError('flow_state_conflict', 'This flow was never published; publish it first.');
    }
    return this.#changed(scope, flowId);
  }

  #changed(scope: Scope, flowId: string, mains: readonly string[] = []): Promise<FlowView> {
    if (mains.length > 0) this.hints.wakeRegistrations();
    this.#forget(scope, [flowId, ...mains]);
    return this.#view(scope, flowId);
  }

  /** Here and, by the announcement, in every other process. */
  #forget(scope: Scope, flowIds: readonly string[]): void {
    for (const flowId of flowIds) {
      this.hooks.invalidateFlow(flowId);
      this.announcer.announce(scope, { topic: 'flows', flowId });
    }
  }

  #view(scope: Scope, flowId: string): Promise<FlowView> {
    const { publicUrl } = this.settings.config;
    return viewFlow(scope, this.management.store, { flowId, publicUrl });
  }
}
