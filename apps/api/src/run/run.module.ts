import { Module } from '@nestjs/common';
import { AttentionController } from './attention.controller.js';
import { ReplayLoop } from './replay-loop.js';
import { ReplayController } from './replay.controller.js';
import { RunController } from './run.controller.js';

@Module({
  controllers: [ReplayController, RunController, AttentionController],
  providers: [ReplayLoop],
})
export class RunModule {}
