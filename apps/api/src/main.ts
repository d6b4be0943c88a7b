import 'reflect-metadata';
import { findReceiver } from '@hookline/connectors';
import { RedisRefused } from '@hookline/jobs';
import {
  armFailpoint,
  ConfigError,
  createLogger,
  freeGarbage,
  keepTickShape,
  KeyFileError,
  readConfig,
  registerUrlSecret,
} from '@hookline/platform';
import { DatabaseUnreachable } from '@hookline/store';
import { SetupOffer } from './account/setup-offer.js';
import { StartRefused } from './start/assert-server.js';
import { createApp } from './start/create-app.js';
import { openResources, type Resources } from './start/open-resources.js';
import { stopOnSignal } from './start/stop-on-signal.js';
import { warnAtStart } from './start/warn-at-start.js';

/** The api process: takes webhooks, answers pages and programs; it calls nobody. */
async function main(): Promise<void> {
  keepTickShape();
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.logLevel, name: 'api' });
  armFailpoint(config.crashAt);
  const { databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new StartRefused('DATABASE_URL is not set. Start Hookline with npm start.');
  for (const url of [databaseUrl, config.databaseDirectUrl, config.databaseReadUrl])
    registerUrlSecret(url);

  const resources = await openResources({ config, databaseUrl, logger, findReceiver });
  const api = await createApp(resources);
  stopOnSignal(process, {
    logger,
    stopWithinMs: 10_000 + config.drainSecs * 1_000,
    stop: async () => {
      await api.stop({ drainMs: config.drainSecs * 1_000 });
      await resources.close();
    },
    stopSoon: async () => {
      await api.stop();
      await resources.close();
    },
  });
  await freeGarbage();
  await api.listen();
  await warnAtStart(resources);
  logger.info({ port: config.port, queue: resources.jobs.kind }, 'the api is ready');
  await tellSupervisor(resources);
}

/** Only it is told the token of the owner link, and over its own channel: no file or log of ours has it. */
async function tellSupervisor({ pool, ring }: Resources): Promise<void> {
  if (!process.send) return;
  const setupToken = await new SetupOffer(pool, ring).tell();
  process.send({ type: 'ready', ...(setupToken === null ? {} : { setupToken }) });
}

const isRefusal = (error: unknown): error is Error =>
  [ConfigError, KeyFileError, RedisRefused, StartRefused].some((kind) => error instanceof kind);

main().catch((error: unknown) => {
  const isForPeople = isRefusal(error) || error instanceof DatabaseUnreachable;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${isForPeople ? error.message : stack}\n`);
  // Another try would end the same way: the supervisor need not make one.
  if (isRefusal(error) && process.send)
    process.send({ type: 'refused', message: error.message }, undefined, undefined, () =>
      process.exit(1),
    );
  else process.exit(1);
});
