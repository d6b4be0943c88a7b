import { within as giveUp } from '@hookline/platform';
import { Refused } from './pressure/refused.js';

/** Gives up waiting after a while; whatever the work becomes later, the sender was told to try again. */
export const within = <T>(limitMs: number, work: Promise<T>): Promise<T> =>
  giveUp(limitMs, work, () => new Refused('slow'));
