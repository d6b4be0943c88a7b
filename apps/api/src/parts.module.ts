import { Module, type DynamicModule } from '@nestjs/common';
import { AccountParts } from './account/account-parts.js';
import { Readiness } from './health/readiness.js';
import { History } from './history.js';
import { Doorkeeper } from './http/index.js';
import { Management } from './management.js';
import { MetricsBook } from './metrics/metrics-book.js';
import { Announcer, Database, HookCache, Hints, Keys, Log, Settings } from './parts.js';

/** What was opened before Nest, as Nest gives it to whoever asks by class. */
export type Parts = {
  readonly account: AccountParts;
  readonly announcer: Announcer;
  readonly database: Database;
  readonly doorkeeper: Doorkeeper;
  readonly hints: Hints;
  readonly history: History;
  readonly hookCache: HookCache;
  readonly keys: Keys;
  readonly log: Log;
  readonly management: Management;
  readonly metrics: MetricsBook;
  readonly readiness: Readiness;
  readonly settings: Settings;
};

@Module({})
export class PartsModule {
  static around(parts: Parts): DynamicModule {
    const providers = [
      { provide: AccountParts, useValue: parts.account },
      { provide: Announcer, useValue: parts.announcer },
      { provide: Database, useValue: parts.database },
      { provide: Doorkeeper, useValue: parts.doorkeeper },
      { provide: Hints, useValue: parts.hints },
      { provide: History, useValue: parts.history },
      { provide: HookCache, useValue: parts.hookCache },
      { provide: Keys, useValue: parts.keys },
      { provide: Log, useValue: parts.log },
      { provide: Management, useValue: parts.management },
      { provide: MetricsBook, useValue: parts.metrics },
      { provide: Readiness, useValue: parts.readiness },
      { provide: Settings, useValue: parts.settings },
    ];
    return { module: PartsModule, global: true, providers, exports: providers };
  }
}
