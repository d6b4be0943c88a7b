import { join } from 'node:path';

export type Place = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly port: number;
};

/** The environment that the product's supervisor gives, and nothing of the settings of whoever runs us. */
export function productEnv({ databaseUrl, dataDir, port }: Place): NodeJS.ProcessEnv {
  return {
    ...bareEnv(),
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    SECRET_KEY_FILE: join(dataDir, 'secret.key'),
    OUTBOUND_ALLOW: '127.0.0.1/32',
    WORKER_PORT: '0',
    // One flow takes all the load here, which no owner would let one flow do.
    FLOW_EVENTS_PER_SEC: '0',
    FLOW_BACKLOG_MAX: '0',
  };
}

const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'REDIS_URL'];

/** Of our own environment only what any program needs. */
export function bareEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
