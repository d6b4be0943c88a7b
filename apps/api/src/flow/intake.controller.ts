import { Controller } from '@nestjs/common';
import {
  countQuarantine,
  getFlowLedger,
  getLedger,
  listSeenFields,
  settleHeld,
  shadowRun,
  testStep,
} from '@hookline/contract';
import {
  countLedger,
  countQuarantine as countUntrusted,
  listSeenFields as findFields,
} from '@hookline/store';
import { History } from '../history.js';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { Announcer, Hints } from '../parts.js';
import { settleHeld as settle } from './settle-held.js';
import { shadowRun as shadow } from './shadow-run.js';
import { testStep as test } from './test-step.js';
import { requireFlow } from './view-flow.js';
import { findPublished, withoutMasked } from './shown-fields.js';

/** What becomes of a flow's events: their account, the held ones, one tried out on a step. */
@Controller()
export class IntakeController {
  constructor(
    private readonly management: Management,
    private readonly history: History,
    private readonly hints: Hints,
    private readonly announcer: Announcer,
  ) {}

  @Handles(getFlowLedger)
  async ledger(
    @Asked() { scope, params }: Asked<typeof getFlowLedger>,
  ): Promise<Reply<typeof getFlowLedger>> {
    const flow = await requireFlow(scope, this.management.store, params.id);
    return this.history.read((store) => countLedger(scope, store, flow.id));
  }

  @Handles(getLedger)
  async total(@Asked() { scope }: Asked<typeof getLedger>): Promise<Reply<typeof getLedger>> {
    return this.history.read((store) => countLedger(scope, store, null));
  }

  @Handles(listSeenFields)
  async fields(
    @Asked() { scope, params }: Asked<typeof listSeenFields>,
  ): Promise<Reply<typeof listSeenFields>> {
    const flow = await requireFlow(scope, this.management.store, params.id);
    const seen = await this.history.read((store) => findFields(scope, store, flow.id));
    const published = await findPublished(scope, this.management.store, flow);
    const rules = [...(flow.draft.masks ?? []), ...(published?.masks ?? [])];
    return { events: seen.events, fields: withoutMasked(seen.fields, rules) };
  }

  @Handles(settleHeld)
  async settle(
    @Asked() { scope, actor, params, body }: Asked<typeof settleHeld>,
  ): Promise<Reply<typeof settleHeld>> {
    const answer = await settle(scope, this.management.store, {
      flowId: params.id,
      decision: body.decision,
      eventIds: body.eventIds ?? null,
      all: body.all,
      decidedBy: actor.name,
    });
    if (body.decision === 'run') this.hints.wakeRuns();
    this.announcer.announce(scope, { topic: 'events', flowId: params.id });
    this.announcer.announce(scope, { topic: 'runs', flowId: params.id });
    return answer;
  }

  @Handles(countQuarantine)
  async quarantine(
    @Asked() { scope, params }: Asked<typeof countQuarantine>,
  ): Promise<Reply<typeof countQuarantine>> {
    const count = await countUntrusted(scope, this.management.store, params.id);
    if (count === null) throw new ApiError('flow_not_found');
    return { count };
  }

  @Handles(testStep)
  async test(
    @Asked() { scope, params, body }: Asked<typeof testStep>,
  ): Promise<Reply<typeof testStep>> {
    const asking = { store: this.management.store, hints: this.hints };
    return test(scope, asking, { flowId: params.id, ...body });
  }

  @Handles(shadowRun)
  async shadow(
    @Asked() { scope, params, body }: Asked<typeof shadowRun>,
  ): Promise<Reply<typeof shadowRun>> {
    const asking = { store: this.management.store, hints: this.hints };
    const { cursor = null, ...rest } = body;
    return shadow(scope, asking, { flowId: params.id, cursor, ...rest });
  }
}
