import type { ErrorCode } from '@hookline/contract';
import { ApiError } from '../../http/index.js';

/** Why a webhook was asked to come back: the label of the metric, and what the sender is told. */
const answers = {
  memory: {
    code: 'try_later',
    words: 'Too many large bodies are arriving at once; send this one again in a few seconds.',
  },
  waiting: {
    code: 'try_later',
    words: 'Events arrive quicker than they can be stored; send this one again in a few seconds.',
  },
  loop: {
    code: 'try_later',
    words: 'The server is too busy to answer in time; send this again in a few seconds.',
  },
  disk: {
    code: 'try_later',
    words:
      'The disk of the server is almost full, so nothing is taken until there is room; send this again later.',
  },
  slow: {
    code: 'try_later',
    words: 'The server did not finish in time; send this again in a few seconds.',
  },
  rate: {
    code: 'too_many_requests',
    words: 'This webhook gets more requests a second than it may; send this again later.',
  },
  backlog: {
    code: 'too_many_requests',
    words:
      'Too much of this webhook is still to be worked on; send this again when some of it is done.',
  },
} as const satisfies Record<string, { code: ErrorCode; words: string }>;

export type RefusedReason = keyof typeof answers;

/** Nothing is wrong with the request: there is too much of something, and the sender should come back. */
export class Refused extends ApiError {
  constructor(readonly reason: RefusedReason) {
    super(answers[reason].code, answers[reason].words);
  }
}
