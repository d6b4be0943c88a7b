import { Controller } from '@nestjs/common';
import { askProposal, cancelProposal, getProposal } from '@hookline/contract';
import { withdrawCall } from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { createTokenBuckets } from '../ingest/pressure/token-buckets.js';
import { Management } from '../management.js';
import { Hints } from '../parts.js';
import { askForFlow, modelCall } from './ask-for-flow.js';
import { awaitProposal } from './await-proposal.js';

@Controller()
export class ProposalController {
  /** Each question costs its owner money. */
  private readonly mayAsk = createTokenBuckets({ perSec: 1 / 10, burst: 10, maxNames: 10_000 });

  constructor(
    private readonly management: Management,
    private readonly hints: Hints,
  ) {}

  @Handles(askProposal)
  async ask(
    @Asked() { scope, body }: Asked<typeof askProposal>,
  ): Promise<Reply<typeof askProposal>> {
    if (!this.mayAsk(scope.workspaceId)) throw new ApiError('too_many_requests');
    const asking = { store: this.management.store, hints: this.hints };
    return { id: await askForFlow(scope, asking, body) };
  }

  @Handles(getProposal)
  async read(
    @Asked() { scope, params }: Asked<typeof getProposal>,
  ): Promise<Reply<typeof getProposal>> {
    return awaitProposal(scope, this.management.store, params.id);
  }

  @Handles(cancelProposal)
  async cancel(@Asked() { scope, params }: Asked<typeof cancelProposal>): Promise<void> {
    const which = { id: params.id, kind: modelCall } as const;
    const isGone = await withdrawCall(scope, this.management.store, which);
    if (!isGone) throw new ApiError('proposal_not_found');
  }
}
