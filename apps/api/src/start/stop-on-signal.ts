import type { Logger } from '@hookline/platform';

type Stopping = {
  readonly logger: Logger;
  readonly stop: () => Promise<void>;
  /** Without waiting for anybody to notice: of what has gone wrong, no more should be asked. */
  readonly stopSoon: () => Promise<void>;
  readonly stopWithinMs: number;
};

/**
 * Ends the process in good order when it is asked to, when its supervisor is gone, and when something
 * went wrong that nobody expected. A second signal does not wait for anything.
 */
export function stopOnSignal(
  process: NodeJS.Process,
  { logger, stop, stopSoon, stopWithinMs }: Stopping,
): void {
  let isStopping = false;
  const end = (exitCode: number, stopping: () => Promise<void>): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    stopping().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger.error({ err: error }, 'the api did not stop in good order');
        process.exit(1);
      },
    );
  };
  const onSignal = (): void => {
    if (isStopping) process.exit(1);
    end(0, stop);
  };
  const onFault = (error: unknown): void => {
    logger.error({ err: error }, 'an error that nobody expected; the api stops');
    end(1, stopSoon);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('disconnect', () => end(0, stopSoon));
  process.on('unhandledRejection', onFault);
  process.on('uncaughtException', onFault);
}
