import { Controller } from '@nestjs/common';
import {
  forgetLeftBehind,
  getRegistration,
  retryRegistration,
  type RegistrationView,
} from '@hookline/contract';
import {
  findFilledFields,
  findRegistration,
  forgetLeftBehind as forget,
  listLeftBehind,
  retryRegistration as retry,
  type RegistrationRecord,
  type Scope,
} from '@hookline/store';
import { requireFlow } from '../flow/view-flow.js';
import { ApiError, Asked, Handles } from '../http/index.js';
import { Management } from '../management.js';
import { Hints } from '../parts.js';
import { judgeDraft } from './judge-source.js';
import { placesIn } from './places-in.js';
import { wantLive } from './want-live.js';

const mostShown = 5;

/** Whether the sender of a flow was told its address. */
@Controller()
export class RegistrationController {
  constructor(
    private readonly management: Management,
    private readonly hints: Hints,
  ) {}

  @Handles(getRegistration)
  async read(@Asked() { scope, params }: Asked<typeof getRegistration>): Promise<RegistrationView> {
    return this.#view(scope, params.id);
  }

  @Handles(retryRegistration)
  async retry(
    @Asked() { scope, params }: Asked<typeof retryRegistration>,
  ): Promise<RegistrationView> {
    const { store } = this.management;
    const flow = await requireFlow(scope, store, params.id);
    // What it lacked may have been filled in since it was published.
    if (flow.published) await wantLive(scope, store, flow.id);
    if (!(await retry(scope, store, flow.id))) {
      throw new ApiError(
        'flow_state_conflict',
        'There is nothing to connect: publish the flow with all that an automatic connection needs.',
        { details: { why: { code: 'source_nothing' } } },
      );
    }
    this.hints.wakeRegistrations();
    return this.#view(scope, flow.id);
  }

  @Handles(forgetLeftBehind)
  async forget(@Asked() { scope, params }: Asked<typeof forgetLeftBehind>): Promise<void> {
    const isForgotten = await forget(scope, this.management.store, params.id);
    if (!isForgotten) throw new ApiError('not_found');
  }

  async #view(scope: Scope, flowId: string): Promise<RegistrationView> {
    const { store } = this.management;
    const flow = await requireFlow(scope, store, flowId);
    const { trigger } = flow.draft;
    const ids = trigger.connectionId === null ? [] : [trigger.connectionId];
    const filled = (await findFilledFields(scope, store, ids)).get(ids[0] ?? '') ?? null;
    const found = await findRegistration(scope, store, flow.id);
    const left = await listLeftBehind(scope, store, { flowId: flow.id });
    const leftBehind = left.slice(0, mostShown).map((one) => ({
      place: [one.app, ...placesIn(one)].join(': '),
      at: one.at.toISOString(),
    }));
    return { ...judgeDraft(flow.draft, filled), ...viewOf(found), leftBehind };
  }
}

type Standing = Omit<RegistrationView, 'leftBehind' | keyof ReturnType<typeof judgeDraft>>;

function viewOf(found: RegistrationRecord | null): Standing {
  if (!found) return { state: 'none', error: null, hasFormer: false, checkedAt: null };
  const { why, checkedAt, ...rest } = found;
  return { ...rest, ...(why && { why }), checkedAt: checkedAt?.toISOString() ?? null };
}
