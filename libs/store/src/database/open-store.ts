import 'reflect-metadata';
import { DataSource, type EntityManager } from 'typeorm';
import { connectionEntity } from '../connection/connection.entity.js';
import { flowVersionEntity } from '../flow/flow-version.entity.js';
import { flowEntity } from '../flow/flow.entity.js';
import { hookEntity } from '../flow/hook.entity.js';
import { caughtMailEntity } from '../outbox/caught-mail.entity.js';
import { dataTableEntity } from '../table/data-table.entity.js';
import { PreparingClient } from './preparing-client.js';
import { sessionOptions, type Pooling, type Queryable } from './pool.js';
import { SnakeNames } from './snake-names.js';

/** The tables behind the management half; inside `inStore`, one transaction of them. */
export type Store = EntityManager;

export type OpenStore = { readonly store: Store; readonly close: () => Promise<void> };

/**
 * Lists are by id, and every list has an index in that order. A plan for any flow would rather sort all
 * that a flow has, which is little for most of them and much for one; and one that was made on an empty month
 * would read the whole of it when it has filled.
 */
const inOrderOfKeys = ' -c enable_sort=off -c enable_seqscan=off';

/**
 * Opens what the API manages with. A pool of its own, so that a slow report never takes a connection
 * from ingest; the same promises about commits as `openPool`.
 */
export async function openStore(options: {
  readonly databaseUrl: string;
  readonly name: string;
  readonly max: number;
  readonly statementTimeoutMs?: number;
  readonly pooling?: Pooling;
  readonly onError?: (error: Error) => void;
}): Promise<OpenStore> {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const source = new DataSource({
    type: 'postgres',
    url: options.databaseUrl,
    applicationName: `hookline-${options.name}`,
    poolSize: options.max,
    connectTimeoutMS: 3_000,
    installExtensions: false,
    namingStrategy: new SnakeNames(),
    entities: [
      connectionEntity,
      flowEntity,
      flowVersionEntity,
      hookEntity,
      caughtMailEntity,
      dataTableEntity,
    ],
    poolErrorHandler: (error: Error) => options.onError?.(error),
    extra: {
      keepAlive: true,
      // A connection that goes takes its plans along, and whoever looks at pages takes some seconds for each.
      idleTimeoutMillis: 60_000,
      query_timeout: statementTimeoutMs + 1_000,
      ...(options.pooling === 'transaction'
        ? {}
        : {
            Client: PreparingClient,
            statement_timeout: statementTimeoutMs,
            options: `${sessionOptions}${inOrderOfKeys}`,
          }),
    },
  });
  await source.initialize();
  return { store: source.manager, close: () => source.destroy() };
}

/** Runs `work` in one transaction; any throw rolls all of it back. */
export function inStore<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  return store.transaction(work);
}

/** Runs `work` on a plain connection inside one transaction: for what workers do in theirs as well. */
export function onClient<T>(store: Store, work: (db: Queryable) => Promise<T>): Promise<T> {
  return store.transaction(async (inner) => {
    const db: Queryable = await inner.queryRunner?.connect();
    return work(db);
  });
}
