import { countBacklogs } from '@hookline/store';
import type { Writer } from '../ingest/open-writer.js';
import { FlowBacklogs } from '../ingest/pressure/flow-backlogs.js';
import { openPressure, type Pressure } from '../ingest/pressure/open-pressure.js';
import { createTokenBuckets } from '../ingest/pressure/token-buckets.js';
import { watchDisk, type DiskWatch } from '../ingest/pressure/watch-disk.js';
import { watchLoop } from '../ingest/pressure/watch-loop.js';
import type { Resources } from './open-resources.js';

const burstSecs = 10;
const maxFlows = 10_000;
/** As many as share one commit: fewer are written together as soon as the database answers again. */
const crowd = 256;
/** Requests that want a connection of their own: those with files, and first ones of an address. */
const maxWanted = 64;

/** The gauges of the back-pressure ladder, as the settings want them. */
export async function openGauges(
  resources: Resources,
  writer: Writer,
): Promise<{ pressure: Pressure; freeBytes: () => number | null }> {
  const { config, ingestPool } = resources;
  const disk = await openDisk(resources);
  const pressure = openPressure({
    loop: watchLoop(config.loopDelayMaxMs),
    disk,
    isStoreBehind: () =>
      (writer.waiting() >= crowd && writer.waitedMs() > config.commitWaitMaxMs) ||
      ingestPool.waitingCount > maxWanted,
    mayCome: openRate(config.flowEventsPerSec),
    backlogs: openBacklogs(resources),
  });
  return { pressure, freeBytes: () => disk?.space()?.freeBytes ?? null };
}

function openRate(perSec: number): (flowId: string) => boolean {
  if (perSec === 0) return () => true;
  return createTokenBuckets({ perSec, burst: perSec * burstSecs, maxNames: maxFlows });
}

function openBacklogs({ config, ingestPool, logger }: Resources): FlowBacklogs | null {
  const max = config.flowBacklogMax;
  if (max === 0) return null;
  return new FlowBacklogs({
    max,
    maxFlows,
    count: (places) => countBacklogs(ingestPool, places, max),
    onError: (error) => logger.debug({ err: error }, 'the backlogs were not counted'),
  });
}

async function openDisk({ config, logger }: Resources): Promise<DiskWatch | null> {
  const { diskWatchDir: folder, diskReserveBytes: reserveBytes } = config;
  if (folder === undefined || reserveBytes === 0) return null;
  return watchDisk({
    folder,
    reserveBytes,
    everyMs: 2_000,
    onChange: (isFull, space) => {
      if (isFull)
        logger.error({ folder, ...space }, 'the disk is almost full: webhooks are answered 503');
      else logger.warn({ folder, ...space }, 'the disk has room again: webhooks are taken');
    },
  });
}
