import { join } from 'node:path';
import { variables } from './variables.js';

export type Config = ReturnType<typeof readConfig>;

export type ConfigProblem = { name: string; problem: string; purpose: string };

export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.map(
      ({ name, problem, purpose }) => `  ${name} ${problem}\n    ${purpose}`,
    );
    super(`The settings are not usable:\n${lines.join('\n')}`);
  }
}

/**
 * Turns the environment into settings. An empty variable counts as not set.
 * Throws one ConfigError that names every problem, never a value: values may be secrets.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = whole.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return { name, problem: issue.message, purpose: purposeOf(name) };
      }),
    );
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`).replace(/\/+$/, ''),
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    databasePooling: values.DATABASE_POOLING,
    databaseDirectUrl: values.DATABASE_DIRECT_URL,
    databaseReadUrl: values.DATABASE_READ_URL,
    redisUrl: values.REDIS_URL,
    secretKeyFile: values.SECRET_KEY_FILE ?? join(values.DATA_DIR, 'secret.key'),
    outboundAllow: values.OUTBOUND_ALLOW,
    workers: values.WORKERS,
    targetConcurrency: values.TARGET_CONCURRENCY,
    retryScheduleSecs: values.RETRY_SCHEDULE,
    runTimeoutHours: values.RUN_TIMEOUT_HOURS,
    historyDays: values.HISTORY_DAYS,
    logLevel: values.LOG_LEVEL,
    trustedProxies: values.TRUSTED_PROXIES,
    maxBodyBytes: values.MAX_BODY_BYTES,
    maxMultipartBytes: values.MAX_MULTIPART_BYTES,
    flowEventsPerSec: values.FLOW_EVENTS_PER_SEC,
    flowBacklogMax: values.FLOW_BACKLOG_MAX,
    loopDelayMaxMs: values.LOOP_DELAY_MAX_MS,
    commitWaitMaxMs: values.COMMIT_WAIT_MAX_MS,
    diskWatchDir: values.DISK_WATCH_DIR,
    diskReserveBytes: values.DISK_RESERVE_BYTES,
    drainSecs: values.DRAIN_SECS,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    otlpHeaders: values.OTEL_EXPORTER_OTLP_HEADERS,
    otelServiceName: values.OTEL_SERVICE_NAME,
    tracedShare: values.OTEL_TRACES_SAMPLER_ARG,
    workerPort: values.WORKER_PORT,
    leaseSecs: values.LEASE_SECS,
    crashAt: values.CRASH_AT,
  };
}

/** What no setting tells by itself. */
const whole = variables.refine(
  ({ DATABASE_POOLING: pooling, DATABASE_DIRECT_URL: direct }) =>
    pooling === 'session' || direct !== undefined,
  { path: ['DATABASE_DIRECT_URL'], message: 'must be set with DATABASE_POOLING=transaction' },
);

const purposeOf = (name: string) =>
  Object.entries(variables.shape).find(([key]) => key === name)?.[1].description ?? '';
