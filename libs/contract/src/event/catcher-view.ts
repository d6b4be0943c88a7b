import { z } from 'zod';
import { catcherAnswer } from '../flow/answer.js';
import { flowMasks } from '../flow/masks.js';

/** Of the requests of a catcher so many are kept, the newest. */
export const mostCaught = 1_000;
/** What comes quicker to one catcher, in each api process, is told to come later. */
export const mostCaughtPerMinute = 600;
export const mostCatchers = 100;

/** An address that belongs to no flow: it takes whatever comes, shows it, and runs nothing. */
export const catcherView = z.object({
  id: z.string(),
  name: z.string(),
  hookUrl: z.string(),
  /** What a sender reads; null: 202 and the id of its request. */
  answer: catcherAnswer.nullable(),
  /** What is never stored, as in a flow. */
  masks: flowMasks,
  /** How many requests are kept now. */
  caught: z.number().int(),
  lastCaughtAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type CatcherView = z.infer<typeof catcherView>;
