import type { JsonObject } from '@hookline/contract';
import type { Refusal } from '../refusal.js';
import type { Readable } from '../request/read-source.js';

/**
 * `proved`, `look_in_body` (it can only be told once the body is read), `absent` (nothing of this scheme
 * is in the request), or why the proof fails.
 */
export type Verdict = 'proved' | 'look_in_body' | 'absent' | Refusal;

/** What a scheme is judged with: the request, and one set of the connection's values. */
export type Trial = Readable & { values: JsonObject };
