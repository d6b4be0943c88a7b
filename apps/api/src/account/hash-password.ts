import { hash, verify } from '@node-rs/argon2';
import { createSlots } from './slots.js';

// OWASP: argon2id (the library's default) with 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two at a time: a flood of sign-ins may cost the sign-ins time, never the webhooks. */
const slots = createSlots(2, { maxWaiting: 50 });

export function hashPassword(password: string): Promise<string> {
  return slots.run(() => hash(password, cost));
}

export function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  return slots.run(() => verify(given.hash, given.password));
}
