import { Module } from '@nestjs/common';
import { ConnectionController } from './connection.controller.js';

@Module({ controllers: [ConnectionController] })
export class ConnectionModule {}
