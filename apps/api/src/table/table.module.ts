import { Module } from '@nestjs/common';
import { RowController } from './row.controller.js';
import { TableController } from './table.controller.js';

@Module({ controllers: [TableController, RowController] })
export class TableModule {}
