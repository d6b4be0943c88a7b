import { writtenWhy } from '@hookline/contract';
import type { Scope } from '@hookline/store';
import { z } from 'zod';
import { askWorker, valueOf, type Asking } from '../call/ask-worker.js';

const found = z.object({
  ok: z.boolean(),
  message: z.string(),
  code: z.string().optional(),
  why: writtenWhy.optional(),
});

/** Has a worker try a connection out. That it does not work is an answer, not an error of the question. */
export async function tryConnection(
  scope: Scope,
  asking: Asking,
  connectionId: string,
): Promise<z.infer<typeof found>> {
  const question = { kind: 'check_connection', request: { connectionId } } as const;
  const answer = await askWorker(scope, asking, question);
  if (!answer.ok && answer.code !== 'internal') return found.parse(answer);
  return found.parse(valueOf(answer));
}
