import { Module } from '@nestjs/common';
import { RunController } from './run.controller.js';

@Module({ controllers: [RunController] })
export class RunModule {}
