import { z } from 'zod';
import { connectionView } from '../account/connection-view.js';
import { jsonValue } from '../json.js';
import { writtenWhy } from '../run/why.js';
import { endpoint, idParam } from './endpoint.js';

const values = z.record(z.string(), jsonValue);

export const listConnections = endpoint({
  id: 'listConnections',
  method: 'GET',
  path: '/connections',
  summary: 'Lists connections, without their secrets',
  query: z.object({ app: z.string().optional() }),
  reply: z.object({ items: z.array(connectionView) }),
});

export const createConnection = endpoint({
  id: 'createConnection',
  method: 'POST',
  path: '/connections',
  summary: 'Seals and stores a connection',
  status: 201,
  body: z.strictObject({ app: z.string(), name: z.string().trim().min(1).max(200), values }),
  reply: connectionView,
  errors: ['connection_invalid'],
});

export const updateConnection = endpoint({
  id: 'updateConnection',
  method: 'PATCH',
  path: '/connections/{id}',
  summary:
    'Changes a connection; a secret that is left out stays as it is, unless the address changes to which it is sent',
  params: idParam,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    values: values.optional(),
  }),
  reply: connectionView,
  errors: ['connection_not_found', 'connection_invalid', 'secret_needed_again'],
});

export const deleteConnection = endpoint({
  id: 'deleteConnection',
  method: 'DELETE',
  path: '/connections/{id}',
  summary: 'Deletes a connection that no flow uses',
  status: 204,
  params: idParam,
  errors: ['connection_not_found', 'connection_in_use'],
});

export const checkConnection = endpoint({
  id: 'checkConnection',
  method: 'POST',
  path: '/connections/{id}/check',
  summary: 'Tries the connection out, for real',
  params: idParam,
  reply: z.object({
    ok: z.boolean(),
    message: z.string(),
    code: z.string().optional(),
    /** What was found, for who says it in another language. */
    why: writtenWhy.optional(),
    connection: connectionView,
  }),
  errors: ['connection_not_found', 'worker_unavailable'],
});
