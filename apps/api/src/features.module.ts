import { Module } from '@nestjs/common';
import { CatcherModule } from './catcher/catcher.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { ConnectionModule } from './connection/connection.module.js';
import { EventModule } from './event/event.module.js';
import { FlowModule } from './flow/flow.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { ProposalModule } from './proposal/proposal.module.js';
import { RegistrationModule } from './registration/registration.module.js';
import { RunModule } from './run/run.module.js';
import { TableModule } from './table/table.module.js';

/** All that people manage. Needs `Management` and the parts of `parts.ts` from a global module. */
@Module({
  imports: [
    FlowModule,
    EventModule,
    RunModule,
    TableModule,
    ConnectionModule,
    CatalogModule,
    CatcherModule,
    OutboxModule,
    ProposalModule,
    RegistrationModule,
  ],
})
export class FeaturesModule {}
