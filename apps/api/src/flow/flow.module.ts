import { Module } from '@nestjs/common';
import { FlowController } from './flow.controller.js';
import { IntakeController } from './intake.controller.js';

@Module({ controllers: [FlowController, IntakeController] })
export class FlowModule {}
