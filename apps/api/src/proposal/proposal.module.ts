import { Module } from '@nestjs/common';
import { ProposalController } from './proposal.controller.js';

@Module({ controllers: [ProposalController] })
export class ProposalModule {}
