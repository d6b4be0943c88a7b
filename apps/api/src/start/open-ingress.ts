import { replyWithinMs } from '@hookline/contract';
import { defaultIntakeLimits } from '@hookline/intake';
import { readReplies } from '@hookline/store';
import { addressFrom } from '../ingest/address-from.js';
import { BodyBudget } from '../http/body-budget.js';
import { HookBook } from '../ingest/hook-book.js';
import { lookUpHook } from '../ingest/look-up-hook.js';
import { openWriter } from '../ingest/open-writer.js';
import { RefusalTally } from '../ingest/pressure/refusal-tally.js';
import { FloodNotes } from '../ingest/refusal/flood-notes.js';
import type { Ingress } from '../ingest/serve-hooks.js';
import { StateCounts } from '../ingest/state-counts.js';
import { createRejectionBudget } from '../ingest/rejection-budget.js';
import { openRateBook } from '../ingest/policy/open-rate-book.js';
import { ReplyDesk } from '../ingest/respond/reply-desk.js';
import { openGauges } from './open-gauges.js';
import type { Resources } from './open-resources.js';

const heldBytesMax = 64 * 1_048_576;

/** The parts of the ingress, sized for one process. */
export async function openIngress(
  resources: Resources,
): Promise<
  Omit<Ingress, 'metrics' | 'errors' | 'isStopping'> & { freeBytes: () => number | null }
> {
  const { config, ingestPool, ring, findReceiver, logger, jobs, announcer, tracer } = resources;
  const limits = { ...defaultIntakeLimits, maxFileBytes: config.maxMultipartBytes };
  const onError = (error: unknown): void =>
    logger.warn({ err: error }, 'the connection of a source could not be opened');
  const onLateTurn = (error: unknown): void =>
    logger.warn({ err: error }, 'a turn could not be given at once; a worker will give it');
  const onLateReply = (error: unknown): void =>
    logger.warn({ err: error }, 'the answers of runs could not be read; it goes on');
  const rates = openRateBook({ maxNames: 10_000 });
  const lookUp = { db: ingestPool, ring, limits, findReceiver, rates, onError };
  const book = new HookBook({
    look: (token) => lookUpHook(token, lookUp),
    rememberMs: 10_000,
    rememberNothingMs: 2_000,
    maxPages: 10_000,
  });
  const stored = new StateCounts();
  const writer = openWriter({
    stored,
    pool: ingestPool,
    hints: jobs,
    announcer,
    onError: onLateTurn,
  });
  return {
    ...(await openGauges(resources, writer)),
    pool: ingestPool,
    tracer,
    stored,
    hints: jobs,
    announcer,
    onError: onLateTurn,
    book,
    writer,
    desk: new ReplyDesk({
      read: (asked) => readReplies(ingestPool, asked),
      withinMs: replyWithinMs,
      maxSeats: 500,
      onError: onLateReply,
    }),
    tally: new RefusalTally(logger),
    floods: new FloodNotes({ write: writer.add, everyMs: 60_000, maxNames: 10_000 }),
    mayKeep: createRejectionBudget({ perMinute: 60, perDay: 2_000, maxFlows: 10_000 }),
    mayQuarantine: createRejectionBudget({ perMinute: 600, perDay: 20_000, maxFlows: 10_000 }),
    limits: config,
    // One whole multipart body must fit, whatever the settings say.
    budget: new BodyBudget(Math.max(heldBytesMax, config.maxMultipartBytes, config.maxBodyBytes)),
    answerWithinMs: 3_000,
    addressOf: addressFrom(config.trustedProxies),
    publicUrl: config.publicUrl,
  };
}
