import { z } from 'zod';
import { words } from '../catalog/field.js';
import { writtenWhy } from '../run/why.js';

/** Whether the sender knows the address of a flow without a person having pasted it there. */
export const registrationView = z.object({
  /** False: this sender is connected by hand, always or because the owner wants so. */
  isPossible: z.boolean(),
  isByHand: z.boolean(),
  /** What the draft's connection and settings lack for it. */
  missing: z.array(z.object({ in: z.enum(['connection', 'settings']), label: words })),
  /** `none`: nothing is registered, and nothing is under way. */
  state: z.enum(['none', 'wanted', 'registered', 'failed']),
  /** Why it failed, in English, and what lies behind it. */
  error: z.string().nullable(),
  why: writtenWhy.optional(),
  /** What was registered before, at another place or by another connection, still sends. */
  hasFormer: z.boolean(),
  /** Webhooks that could not be taken away there: only a person can remove them. */
  leftBehind: z.array(z.object({ place: z.string(), at: z.iso.datetime() })),
  checkedAt: z.iso.datetime().nullable(),
});
export type RegistrationView = z.infer<typeof registrationView>;
