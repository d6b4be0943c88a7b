import { z } from 'zod';
import { jsonObject } from '../json.js';
import { writtenWhy } from '../run/why.js';

export const connectionStates = ['untested', 'working', 'needs_reconnect'] as const;

/** Never holds a secret: fields marked secret come back as `hasSecret` names only. */
export const connectionView = z.object({
  id: z.string(),
  app: z.string(),
  name: z.string(),
  state: z.enum(connectionStates),
  /** The readable fields (host, port, sender), without secrets. */
  settings: jsonObject,
  secretsSet: z.array(z.string()),
  error: z.string().nullable(),
  why: writtenWhy.optional(),
  checkedAt: z.iso.datetime().nullable(),
  usedByFlows: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Flows whose old webhook is still being taken away by it; it can go when that is done. */
  leavingFlows: z.array(z.object({ id: z.string(), name: z.string(), isDeleted: z.boolean() })),
  createdAt: z.iso.datetime(),
});
export type ConnectionView = z.infer<typeof connectionView>;
