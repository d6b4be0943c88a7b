import { Controller } from '@nestjs/common';
import {
  cancelReplay,
  cancelRuns,
  getReplay,
  listReplays,
  replayRuns,
  type ReplayPlan,
  type ReplayView,
} from '@hookline/contract';
import {
  cancelReplay as cancel,
  findReplay,
  listReplays as findReplays,
  type ReplayRecord,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { ReplayLoop } from './replay-loop.js';
import { replayMany, viewReplay } from './replay-many.js';

@Controller()
export class ReplayController {
  constructor(
    private readonly management: Management,
    private readonly loop: ReplayLoop,
  ) {}

  @Handles(replayRuns)
  async replay(@Asked() { scope, actor, body }: Asked<typeof replayRuns>): Promise<ReplayPlan> {
    const { from, version, isDry } = body;
    const plan = await replayMany(scope, this.management.store, {
      selection: body.select,
      way: { kind: 'replay', from, version },
      isDry,
      askedBy: actor.name,
    });
    if (plan.replay) this.loop.wake();
    return plan;
  }

  @Handles(cancelRuns)
  async cancelRuns(@Asked() { scope, actor, body }: Asked<typeof cancelRuns>): Promise<ReplayPlan> {
    const plan = await replayMany(scope, this.management.store, {
      selection: body.select,
      way: { kind: 'cancel' },
      isDry: body.isDry,
      askedBy: actor.name,
    });
    if (plan.replay) this.loop.wake();
    return plan;
  }

  @Handles(listReplays)
  async list(@Asked() { scope }: Asked<typeof listReplays>): Promise<Reply<typeof listReplays>> {
    const replays = await findReplays(scope, this.management.store);
    return { items: replays.map(viewReplay) };
  }

  @Handles(getReplay)
  async read(@Asked() { scope, params }: Asked<typeof getReplay>): Promise<ReplayView> {
    return view(await findReplay(scope, this.management.store, params.id));
  }

  @Handles(cancelReplay)
  async stop(@Asked() { scope, actor, params }: Asked<typeof cancelReplay>): Promise<ReplayView> {
    const given = { replayId: params.id, by: actor.name };
    return view(await cancel(scope, this.management.store, given));
  }
}

function view(replay: ReplayRecord | null): ReplayView {
  if (!replay) throw new ApiError('replay_not_found');
  return viewReplay(replay);
}
