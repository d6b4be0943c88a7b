import { z } from 'zod';
import { appDescription } from '../catalog/app.js';
import { bundle } from '../catalog/bundle.js';
import { choice } from '../catalog/field.js';
import { flowView } from '../flow/flow-view.js';
import { jsonObject } from '../json.js';
import { endpoint, idParam } from './endpoint.js';

export const getCatalog = endpoint({
  id: 'getCatalog',
  method: 'GET',
  path: '/catalog',
  summary: 'Every app with its sources and actions',
  reply: z.object({ apps: z.array(appDescription) }),
});

export const listChoices = endpoint({
  id: 'listChoices',
  method: 'POST',
  path: '/catalog/choices',
  summary: "Asks an app for the values of a choice, such as a bot's chats or the built-in tables",
  body: z.strictObject({
    app: z.string(),
    choices: z.string(),
    connectionId: z.string().nullable(),
    input: jsonObject.default({}),
  }),
  reply: z.object({ choices: z.array(choice) }),
  errors: ['connection_not_found', 'worker_unavailable', 'not_found'],
});

export const listTemplates = endpoint({
  id: 'listTemplates',
  method: 'GET',
  path: '/templates',
  summary: 'The gallery: flows ready to install',
  reply: z.object({ items: z.array(bundle) }),
});

export const installTemplate = endpoint({
  id: 'installTemplate',
  method: 'POST',
  path: '/templates/{id}/install',
  summary: 'Installs a template as a draft, with connections in its slots',
  status: 201,
  params: idParam,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    connections: z.record(z.string(), z.string()).default({}),
    answers: z.record(z.string(), z.string().max(2_000)).default({}),
  }),
  reply: flowView,
  errors: ['template_not_found', 'connection_not_found', 'invalid_request'],
});
