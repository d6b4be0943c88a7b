import { Controller } from '@nestjs/common';
import { getAttention, getBalance, type LeftBehindHook } from '@hookline/contract';
import {
  listAttention,
  listFloods,
  listLeftBehind,
  readBalance,
  type LeftBehind,
} from '@hookline/store';
import { Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { Settings } from '../parts.js';
import { placesIn } from '../registration/places-in.js';

/** An entry of a flood is written once a minute; one that is older than this is over. */
const recentSecs = 900;

/** What a person should look at: what waits for one, senders that are sent away, and sums that do not add up. */
@Controller()
export class AttentionController {
  constructor(
    private readonly management: Management,
    private readonly settings: Settings,
  ) {}

  @Handles(getAttention)
  async list(@Asked() { scope }: Asked<typeof getAttention>): Promise<Reply<typeof getAttention>> {
    const { store } = this.management;
    const [{ total, items }, floods, left] = await Promise.all([
      listAttention(scope, store),
      listFloods(scope, store, recentSecs),
      listLeftBehind(scope, store, { flowId: null }),
    ]);
    return {
      total,
      items: items.map((group) => ({
        ...group,
        oldestAt: group.oldestAt.toISOString(),
        newestAt: group.newestAt.toISOString(),
      })),
      refusing: floods.map((flood) => ({ ...flood, lastAt: flood.lastAt.toISOString() })),
      leftBehind: left.map((one) => viewLeft(one, this.settings.config.publicUrl)),
    };
  }

  @Handles(getBalance)
  async balance(@Asked() { scope }: Asked<typeof getBalance>): Promise<Reply<typeof getBalance>> {
    const { checkedAt, faults } = await readBalance(scope, this.management.store);
    return {
      checkedAt: checkedAt?.toISOString() ?? null,
      faults: faults.map((fault) => ({ ...fault, foundAt: fault.foundAt.toISOString() })),
    };
  }
}

function viewLeft(left: LeftBehind, publicUrl: string): LeftBehindHook {
  const { place: _place, token, at, ...rest } = left;
  return {
    ...rest,
    place: placesIn(left).join(', '),
    hookUrl: `${publicUrl}/hooks/${token}`,
    at: at.toISOString(),
  };
}
