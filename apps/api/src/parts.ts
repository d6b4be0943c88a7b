import type { LiveMessage } from '@hookline/contract';
import type { Config, KeyRing, Logger } from '@hookline/platform';
import type { Pool, Scope } from '@hookline/store';

// What main.ts opens once and the modules are given. Classes, because Nest injects by class.

/** The pool of everything but the webhooks, which have their own. */
export class Database {
  constructor(readonly pool: Pool) {}
}

export class Settings {
  constructor(readonly config: Config) {}
}

/** Seals and opens stored credentials. */
export class Keys {
  constructor(readonly ring: KeyRing) {}
}

export class Log {
  constructor(readonly logger: Logger) {}
}

/** Tells workers that there is something to do. A hint that is lost costs time, never work. */
export abstract class Hints {
  abstract wakeRuns(): void;
  abstract wakeCalls(): void;
  abstract wakeRegistrations(): void;
}

/** Tells open pages that something changed. */
export abstract class Announcer {
  abstract announce(scope: Scope, message: LiveMessage): void;
}

/** What the ingress keeps of flows; whoever changes a flow's source or its connection says so here. */
export abstract class HookCache {
  abstract invalidateFlow(flowId: string): void;
  abstract invalidateConnection(connectionId: string): void;
}
