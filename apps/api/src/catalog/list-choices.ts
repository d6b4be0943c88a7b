import { choice, type Choice, type JsonObject } from '@hookline/contract';
import { findConnector } from '@hookline/connectors';
import { findConnectionApps, listTableColumns, onClient, type Scope } from '@hookline/store';
import { z } from 'zod';
import { askWorker, valueOf, type Asking } from '../call/ask-worker.js';
import { ApiError } from '../http/index.js';

type Wanted = {
  readonly app: string;
  readonly choices: string;
  readonly connectionId: string | null;
  readonly input: JsonObject;
};

/** The values that a field may be chosen from: our own tables from here, all else by a worker. */
export async function listChoices(scope: Scope, asking: Asking, wanted: Wanted): Promise<Choice[]> {
  if (!Object.hasOwn(findConnector(wanted.app)?.choices ?? {}, wanted.choices)) {
    throw new ApiError('not_found', `"${wanted.app}" has no list "${wanted.choices}".`);
  }
  if (wanted.app === 'tables') return chooseInTables(scope, asking, wanted);
  if (wanted.connectionId !== null) {
    const known = await findConnectionApps(scope, asking.store, [wanted.connectionId]);
    if (known.get(wanted.connectionId) !== wanted.app) throw new ApiError('connection_not_found');
  }
  const question = { kind: 'list_choices', request: { ...wanted } } as const;
  return z.array(choice).parse(valueOf(await askWorker(scope, asking, question)));
}

async function chooseInTables(
  scope: Scope,
  { store }: Asking,
  { choices, input }: Wanted,
): Promise<Choice[]> {
  const tables = await onClient(store, (db) => listTableColumns(scope, db));
  const named = (name: string) => ({ value: name, label: { en: name } });
  if (choices === 'tables') return tables.map(({ name }) => named(name));
  const sought = typeof input['table'] === 'string' ? input['table'].trim().toLowerCase() : '';
  const chosen = tables.find(({ name }) => name.toLowerCase() === sought);
  return (chosen?.columns ?? []).map(({ name }) => named(name));
}
