import { Module } from '@nestjs/common';
import { CatcherController } from './catcher.controller.js';

@Module({ controllers: [CatcherController] })
export class CatcherModule {}
