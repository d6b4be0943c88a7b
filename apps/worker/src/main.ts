import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { RedisRefused } from '@hookline/jobs';
import {
  armFailpoint,
  createLogger,
  freeGarbage,
  keepTickShape,
  readConfig,
  registerUrlSecret,
} from '@hookline/platform';
import { watchLoop } from './health/watch-loop.js';
import { openResources } from './resources.js';
import { WorkerModule } from './worker.module.js';

/** After an error that nobody expected: gone before anybody asks where it is. */
const mostStoppingMs = 9_500;

/** The worker process: claims runs, performs their steps, and answers the editor's questions. */
async function main(): Promise<void> {
  keepTickShape();
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: 'worker' });
  armFailpoint(config.crashAt);
  if (config.databaseUrl === undefined)
    throw new Error('DATABASE_URL is needed; start with npm start');
  for (const url of [config.databaseUrl, config.databaseDirectUrl]) registerUrlSecret(url);

  const resources = await openResources(config, config.databaseUrl, log);
  await freeGarbage();
  // Runs are claimed as soon as the context is there.
  await watchLoop(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.around(resources), {
    logger: false,
    abortOnError: false,
  });
  let isStopping = false;
  const stop = (exitCode: number): void => {
    if (isStopping) return;
    isStopping = true;
    app.close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error({ err: error }, 'the worker did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  // The supervisor is gone: nobody would restart or stop us any more.
  process.on('disconnect', () => stop(0));
  const onFault = (error: unknown): void => {
    log.error({ err: error }, 'an error that nobody expected; the worker stops');
    // Whatever broke may also keep the stop from ending: then the leases take care of what is left.
    setTimeout(() => process.exit(1), mostStoppingMs).unref();
    stop(1);
  };
  process.on('unhandledRejection', onFault);
  process.on('uncaughtException', onFault);

  log.info({ queue: resources.jobs.kind }, 'the worker is ready');
  process.send?.({ type: 'ready' });
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${error instanceof RedisRefused ? error.message : words}\n`);
  process.exit(1);
});
