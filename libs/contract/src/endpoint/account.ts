import { z } from 'zod';
import { apiKeyView, languages, workspaceView } from '../account/workspace-view.js';
import { endpoint, idParam } from './endpoint.js';

export const getSetup = endpoint({
  id: 'getSetup',
  method: 'GET',
  path: '/setup',
  summary: 'Tells whether the first owner is still to be created',
  access: 'public',
  reply: z.object({ needsOwner: z.boolean() }),
});

export const createOwner = endpoint({
  id: 'createOwner',
  method: 'POST',
  path: '/setup',
  summary: 'Creates the first owner and signs them in; needs the token printed at the start',
  access: 'public',
  status: 201,
  body: z.strictObject({
    token: z.string().max(200),
    email: z.email().max(320),
    password: z.string().min(12).max(128),
    name: z.string().trim().min(1).max(200),
    language: z.enum(languages).default('en'),
    timeZone: z.string().max(100).default('UTC'),
  }),
  reply: z.object({ workspaceId: z.string() }),
  errors: ['owner_exists', 'setup_token_wrong', 'invalid_request'],
});

export const getMe = endpoint({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'Who is asking, and in which workspace',
  reply: z.object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string() }).nullable(),
    workspace: workspaceView,
  }),
});

export const updateWorkspace = endpoint({
  id: 'updateWorkspace',
  method: 'PATCH',
  path: '/workspace',
  summary: 'Changes the name, time zone, default country or language of the workspace',
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    timeZone: z.string().max(100).optional(),
    defaultCountry: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    locale: z.string().max(20).optional(),
  }),
  reply: workspaceView,
});

export const listApiKeys = endpoint({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  summary: 'Lists API keys; the keys themselves are shown once, at creation',
  reply: z.object({ items: z.array(apiKeyView) }),
});

export const createApiKey = endpoint({
  id: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  summary: 'Creates an API key and shows it this once',
  status: 201,
  body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
  reply: apiKeyView.extend({ apiKey: z.string() }),
});

export const revokeApiKey = endpoint({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  summary: 'Revokes an API key at once',
  status: 204,
  params: idParam,
  errors: ['not_found'],
});
