import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@hookline/contract';
import { connectors } from '@hookline/connectors';
import type { HttpRequest } from '@hookline/connector-kit';
import { scopeOf, type Queryable } from '@hookline/store';
import { answerStep } from './answer-step.js';

/** Values that make as many actions as possible go as far as they can. */
const input: JsonObject = {
  table: 'Leads',
  column: 'Name',
  value: 'Anna',
  rowId: '0199a1b2-0000-7000-8000-000000000001',
  values: { Name: 'Anna' },
  to: 'a@example.com',
  subject: 'x',
  text: 'x',
  instruction: 'x',
  chat: '1',
  url: 'https://example.com/x',
  method: 'POST',
  body: {},
};

const connection: JsonObject = {
  token: '1:x',
  model: 'x',
  kind: 'bearer',
  host: 'smtp.example.com',
  port: 25,
  fromAddress: 'a@example.com',
};

const statements: string[] = [];
const db = {
  query: (given: string | { text: string }) => {
    statements.push(typeof given === 'string' ? given : given.text);
    return Promise.resolve({
      rows: [{ id: 't', name: 'Leads', columns: [{ name: 'Name', type: 'text' }], values: {} }],
      rowCount: 1,
    });
  },
};
const listening = db as unknown as Queryable;

describe('a step of a shadow run', () => {
  const actions = connectors.flatMap((app) => app.actions.map((action) => ({ app, action })));
  it.each(actions.map(({ app, action }) => [`${app.key}/${action.key}`, action, app.key] as const))(
    'sends and writes nothing unless it reads: %s',
    async (_name, action, app) => {
      const sent: HttpRequest[] = [];
      for (const connectionId of [null, 'c']) {
        await answerStep(
          { stepId: 's', action, app, connectionId, input, idempotencyKey: 'k', timeoutMs: 1_000 },
          {
            scope: scopeOf('w'),
            db: listening,
            settings: { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' },
            openConnection: () => Promise.resolve(connection),
            recorded: new Map(),
            openHttp: () => ({
              request: (request) => {
                sent.push(request);
                return Promise.reject(new Error('left the house'));
              },
            }),
            onAssumed: () => undefined,
          },
        ).catch(() => undefined);
      }
      expect(sent).toEqual([]);
      expect(statements.filter((text) => !/^\s*SELECT/i.test(text))).toEqual([]);
    },
  );
});
