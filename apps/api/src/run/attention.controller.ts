import { Controller } from '@nestjs/common';
import { getAttention, getBalance } from '@hookline/contract';
import { listAttention, listFloods, readBalance } from '@hookline/store';
import { Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';

/** An entry of a flood is written once a minute; one that is older than this is over. */
const recentSecs = 900;

/** What a person should look at: runs that wait for one, senders that are sent away, and sums that do not add up. */
@Controller()
export class AttentionController {
  constructor(private readonly management: Management) {}

  @Handles(getAttention)
  async list(@Asked() { scope }: Asked<typeof getAttention>): Promise<Reply<typeof getAttention>> {
    const { store } = this.management;
    const [{ total, items }, floods] = await Promise.all([
      listAttention(scope, store),
      listFloods(scope, store, recentSecs),
    ]);
    return {
      total,
      items: items.map((group) => ({
        ...group,
        oldestAt: group.oldestAt.toISOString(),
        newestAt: group.newestAt.toISOString(),
      })),
      refusing: floods.map((flood) => ({ ...flood, lastAt: flood.lastAt.toISOString() })),
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
