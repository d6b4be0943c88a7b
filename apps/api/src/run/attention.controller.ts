import { Controller } from '@nestjs/common';
import { getAttention, getBalance } from '@hookline/contract';
import { listAttention, readBalance } from '@hookline/store';
import { Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';

/** What a person should look at: runs that wait for one, and sums that do not add up. */
@Controller()
export class AttentionController {
  constructor(private readonly management: Management) {}

  @Handles(getAttention)
  async list(@Asked() { scope }: Asked<typeof getAttention>): Promise<Reply<typeof getAttention>> {
    const { total, items } = await listAttention(scope, this.management.store);
    return {
      total,
      items: items.map((group) => ({
        ...group,
        oldestAt: group.oldestAt.toISOString(),
        newestAt: group.newestAt.toISOString(),
      })),
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
