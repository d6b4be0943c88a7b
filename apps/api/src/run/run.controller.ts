import { Controller } from '@nestjs/common';
import { cancelRun, getRun, listRuns, replayRun, resolveRun } from '@hookline/contract';
import {
  cancelRun as cancel,
  findRun,
  listRuns as findRuns,
  resolveRun as resolve,
  type RunChange,
  type RunRecord,
  type Scope,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { History } from '../history.js';
import { readCursor } from '../http/read-cursor.js';
import { Management } from '../management.js';
import { Announcer, Hints } from '../parts.js';
import { replayRun as repeat } from './replay-run.js';
import { stateConflict } from './state-conflict.js';
import { summarizeRun, viewRun } from './view-run.js';

@Controller()
export class RunController {
  constructor(
    private readonly management: Management,
    private readonly history: History,
    private readonly hints: Hints,
    private readonly announcer: Announcer,
  ) {}

  @Handles(listRuns)
  async list(@Asked() { scope, query }: Asked<typeof listRuns>): Promise<Reply<typeof listRuns>> {
    const filter = {
      flowId: query.flowId ?? null,
      status: query.status ?? null,
      text: query.text ?? null,
      from: query.from === undefined ? null : new Date(query.from),
      to: query.to === undefined ? null : new Date(query.to),
      cursor: readCursor(query.cursor),
      limit: query.limit,
    };
    const page = await this.history.read((store) => findRuns(scope, store, filter));
    return { ...page, items: page.items.map(summarizeRun) };
  }

  @Handles(getRun)
  async read(@Asked() { scope, params }: Asked<typeof getRun>): Promise<Reply<typeof getRun>> {
    const run = await this.history.find(
      (store) => findRun(scope, store, params.id),
      ({ finishedAt }) => finishedAt !== null,
    );
    if (!run) throw new ApiError('run_not_found');
    return viewRun(run);
  }

  @Handles(replayRun)
  async replay(
    @Asked() { scope, params, body }: Asked<typeof replayRun>,
  ): Promise<Reply<typeof replayRun>> {
    const begun = await repeat(scope, this.management.store, { runId: params.id, ...body });
    await this.#tell(scope, begun.runId);
    return begun;
  }

  @Handles(cancelRun)
  async cancel(
    @Asked() { scope, actor, params }: Asked<typeof cancelRun>,
  ): Promise<Reply<typeof cancelRun>> {
    const given = { runId: params.id, by: actor.name };
    const change = await cancel(scope, this.management.store, given);
    accept(change, 'Only a run that is not at work and has not ended can be cancelled.');
    await this.#tell(scope, params.id);
    return { runId: params.id };
  }

  @Handles(resolveRun)
  async resolve(
    @Asked() { scope, actor, params, body }: Asked<typeof resolveRun>,
  ): Promise<Reply<typeof resolveRun>> {
    const runId = params.id;
    const { answer } = body;
    if (answer !== 'check_again' && actor.kind !== 'user') {
      throw new ApiError(
        'not_allowed',
        'Whether it happened is a person to say: sign in and answer there. A key can have it checked again.',
      );
    }
    const given =
      answer === 'check_again' ? { runId, answer } : { runId, answer, answeredBy: actor.name };
    const change = await resolve(scope, this.management.store, given);
    accept(change, 'Only a run that asks whether an effect happened can be answered.');
    await this.#tell(scope, params.id);
    return { runId: params.id };
  }

  async #find(scope: Scope, runId: string): Promise<RunRecord> {
    const run = await findRun(scope, this.management.store, runId);
    if (!run) throw new ApiError('run_not_found');
    return run;
  }

  async #tell(scope: Scope, runId: string): Promise<void> {
    this.hints.wakeRuns();
    const { flowId } = await this.#find(scope, runId);
    this.announcer.announce(scope, { topic: 'runs', flowId });
  }
}

function accept(change: RunChange, advice: string): void {
  if (change.outcome === 'not_found') throw new ApiError('run_not_found');
  if (change.outcome === 'conflict') throw stateConflict(change.state, advice);
}
