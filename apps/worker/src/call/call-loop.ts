import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { connectors, findAction, findReceiver } from '@hookline/connectors';
import { createHttpPort } from '../port/http-port.js';
import { createCallPortOpener, createPortOpener } from '../port/open-ports.js';
import { RESOURCES, type Resources } from '../resources.js';
import { openCallDesk, type CallDesk, type CallHandlers } from './answer-calls.js';
import { askModel } from './ask-model.js';
import { checkConnection } from './check-connection.js';
import { listChoices } from './list-choices.js';
import { shadowRun } from './shadow/shadow-run.js';
import { testStep } from './test-step.js';

/** A hint makes an answer quick; this makes it certain. */
const pollMs = 2_000;
/** A batch of a shadow run shares the process with runs and other questions. */
const shadowBatchMs = 2_000;
const shadowReadMs = 10_000;
/** A flow of many steps takes a model so long; longer, its asker would be gone. */
const modelMs = 90_000;

/** Answers what the API asks of the outside world on behalf of the editor. */
@Injectable()
export class CallLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly desk: CallDesk;
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> | null = null;
  private isWanted = false;

  constructor(@Inject(RESOURCES) private readonly resources: Resources) {
    const { pool, log } = resources;
    const handlers = handlersFor(resources, this.stopping.signal);
    this.desk = openCallDesk({ pool, log, handlers }, () => this.wake());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), pollMs);
  }

  /** Looks for questions now; one look at a time, and one more if asked meanwhile. */
  wake(): void {
    if (this.stopping.signal.aborted) return;
    this.isWanted = true;
    this.current ??= this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.stopping.abort();
    await this.current;
    await this.desk.settle();
  }

  private async look(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        await this.desk.take();
      } catch (error) {
        this.resources.log.warn({ err: error }, 'calls could not be taken; it goes on');
      }
    }
    this.current = null;
  }
}

function handlersFor(resources: Resources, stopped: AbortSignal): CallHandlers {
  const { pool, ring, log, outside, openConnection, settingsOf } = resources;
  const openCallPorts = createCallPortOpener(outside, pool);
  const findConnector = (app: string) => connectors.find(({ key }) => key === app) ?? null;
  return {
    check_connection: (scope, { connectionId }) =>
      checkConnection(scope, connectionId, {
        pool,
        ring,
        findConnector,
        openPorts: openCallPorts,
      }),
    list_choices: (scope, request) =>
      listChoices(scope, request, { findConnector, openConnection, openPorts: openCallPorts }),
    test_step: (scope, request) =>
      testStep(scope, request, {
        pool,
        log,
        findAction,
        findReceiver,
        openConnection,
        settingsOf,
        openPorts: createPortOpener(outside),
      }),
    shadow_run: (scope, request) =>
      shadowRun(scope, request, {
        pool,
        log,
        findAction,
        openConnection,
        settingsOf,
        batchMs: shadowBatchMs,
        openHttp: (signal) =>
          createHttpPort(outside.door, { signal, timeoutMs: shadowReadMs, gate: null }),
      }),
    ask_model: (scope, request, withdrawn) => {
      const ended = AbortSignal.any([stopped, withdrawn]);
      return askModel(scope, request, {
        findAction,
        openConnection,
        settingsOf,
        openPorts: createCallPortOpener(outside, pool, { timeoutMs: modelMs, stopped: ended }),
        stopped: ended,
      });
    },
  };
}
