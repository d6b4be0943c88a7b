import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { registerAuthRoutes } from '../account/register-auth-routes.js';
import { AppModule } from '../app.module.js';
import { History } from '../history.js';
import { closeWhenStopping } from '../health/close-when-stopping.js';
import { Readiness } from '../health/readiness.js';
import { createAdapter, serverLimits, type ServerLimits } from '../http/create-adapter.js';
import { ErrorFilter } from '../http/error-filter.js';
import { openHttp } from '../http/open-http.js';
import type { PolicedRoute } from '../http/route-policy.js';
import { serveHooks } from '../ingest/serve-hooks.js';
import { LiveSockets } from '../live/live-sockets.js';
import { spreadAnnouncements } from '../live/spread-announcements.js';
import { Management } from '../management.js';
import { MetricsBook } from '../metrics/metrics-book.js';
import { openMetrics } from '../metrics/open-metrics.js';
import type { Parts } from '../parts.module.js';
import { Database, Keys, Log, Settings } from '../parts.js';
import { registerWeb } from '../web/register-web.js';
import { openAccount } from './open-account.js';
import { openIngress } from './open-ingress.js';
import type { Resources } from './open-resources.js';

/** Less than the supervisor waits before it kills. */
const patienceMs = 7_000;

const webDist = fileURLToPath(new URL('../../../web/dist', import.meta.url));

export type Api = {
  readonly app: NestFastifyApplication;
  readonly routes: readonly PolicedRoute[];
  readonly listen: () => Promise<void>;
  /** Answers what is under way, and nothing more; before that it says for a while that it will. */
  readonly stop: (how?: { drainMs: number }) => Promise<void>;
};

/** Assembles the process around what it holds open. */
export async function createApp(
  resources: Resources,
  options: { limits?: ServerLimits; webDir?: string } = {},
): Promise<Api> {
  const { config } = resources;
  const { publicUrl } = config;
  const rooms = await openRooms(resources);
  const { account, doorkeeper, errors, ingress, live, metrics } = rooms;

  const adapter = createAdapter(config, options.limits ?? serverLimits);
  const fastify = adapter.getInstance();
  const routes = openHttp(adapter, { doorkeeper, publicUrl });
  closeWhenStopping(fastify, rooms.readiness);
  registerAuthRoutes(fastify, { auth: account.auth, publicUrl });
  await registerWeb(fastify, options.webDir ?? webDist);
  const module = AppModule.around(partsOf(resources, rooms));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(errors);
  await app.init();
  serveHooks(fastify.server, {
    ...ingress,
    metrics: metrics.ingest,
    errors,
    isStopping: () => rooms.readiness.isStopping,
  });
  live.attach(app.getHttpServer());
  const hearing = spreadAnnouncements(resources, { live, book: ingress.book, desk: ingress.desk });

  return {
    app,
    routes,
    listen: async () => {
      await app.listen(config.port, config.host);
      ingress.pressure.start();
    },
    stop: async ({ drainMs } = { drainMs: 0 }) => {
      rooms.readiness.stop();
      // Whoever sends requests here must have time to notice; until then they are answered as ever.
      await wait(drainMs);
      live.close();
      ingress.desk.close();
      // A peer that sends its body by drops must not keep what was accepted from being told.
      const patience = setTimeout(() => fastify.server.closeAllConnections(), patienceMs);
      await app.close().finally(() => clearTimeout(patience));
      await ingress.floods.stop();
      await ingress.writer.drain();
      await hearing.close();
      ingress.pressure.stop();
    },
  };
}

type Rooms = Awaited<ReturnType<typeof openRooms>>;

async function openRooms(resources: Resources) {
  const { config, logger, pool, ingestPool } = resources;
  const { account, doorkeeper } = openAccount(resources);
  const ingress = await openIngress(resources);
  const live = new LiveSockets({ doorkeeper, publicUrl: config.publicUrl, logger });
  const metrics = openMetrics({
    heldBytes: () => ingress.budget.heldBytes,
    waiting: ingress.writer.waiting,
    stored: () => ingress.stored.all(),
    openSockets: () => live.count,
    freeBytes: ingress.freeBytes,
    pools: { api: pool, ingest: ingestPool },
  });
  const errors = new ErrorFilter(logger);
  return { account, doorkeeper, errors, ingress, live, metrics, readiness: new Readiness(pool) };
}

function partsOf(resources: Resources, rooms: Rooms): Parts {
  return {
    account: rooms.account,
    announcer: resources.announcer,
    database: new Database(resources.pool),
    doorkeeper: rooms.doorkeeper,
    hints: resources.jobs,
    history: new History(resources.history),
    hookCache: rooms.ingress.book,
    keys: new Keys(resources.ring),
    log: new Log(resources.logger),
    management: new Management(resources.store),
    metrics: new MetricsBook(rooms.metrics.registry),
    readiness: rooms.readiness,
    settings: new Settings(resources.config),
  };
}
