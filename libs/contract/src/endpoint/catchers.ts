import { z } from 'zod';
import { catcherView } from '../event/catcher-view.js';
import { catcherAnswer } from '../flow/answer.js';
import { flowMasks } from '../flow/masks.js';
import { endpoint, idParam } from './endpoint.js';

const name = z.string().trim().min(1).max(200);

export const listCatchers = endpoint({
  id: 'listCatchers',
  method: 'GET',
  path: '/catchers',
  summary: 'Lists the addresses that belong to no flow, the newest first',
  reply: z.object({ items: z.array(catcherView) }),
});

export const createCatcher = endpoint({
  id: 'createCatcher',
  method: 'POST',
  path: '/catchers',
  summary: 'Creates an address that takes anything, shows it as an event, and runs nothing',
  status: 201,
  body: z.strictObject({ name }),
  reply: catcherView,
  errors: ['too_many_catchers'],
});

export const getCatcher = endpoint({
  id: 'getCatcher',
  method: 'GET',
  path: '/catchers/{id}',
  summary: 'Reads a catcher; its requests are the events of this flowId',
  params: idParam,
  reply: catcherView,
  errors: ['catcher_not_found'],
});

export const updateCatcher = endpoint({
  id: 'updateCatcher',
  method: 'PATCH',
  path: '/catchers/{id}',
  summary: 'Renames a catcher, or changes its answer and what it never stores',
  params: idParam,
  body: z.strictObject({
    name: name.optional(),
    answer: catcherAnswer.nullable().optional(),
    masks: flowMasks.optional(),
  }),
  reply: catcherView,
  errors: ['catcher_not_found'],
});

export const deleteCatcher = endpoint({
  id: 'deleteCatcher',
  method: 'DELETE',
  path: '/catchers/{id}',
  summary: 'Deletes a catcher with its requests, but those that a run was begun of by hand',
  status: 204,
  params: idParam,
  errors: ['catcher_not_found'],
});
