import { statfs } from 'node:fs/promises';

const mib = 1_048_576;
const leastReserveBytes = 256 * mib;
const mostReserveBytes = 4_096 * mib;

export type DiskSpace = { readonly freeBytes: number; readonly reserveBytes: number };

export type DiskWatch = {
  readonly isFull: () => boolean;
  /** What was found at the last look; `null` when it could not be told. */
  readonly space: () => DiskSpace | null;
  readonly stop: () => void;
};

export type DiskOptions = {
  readonly folder: string;
  /** Free bytes below which nothing more is taken; not given: by the size of the disk. */
  readonly reserveBytes: number | undefined;
  readonly everyMs: number;
  readonly onChange: (isFull: boolean, space: DiskSpace) => void;
};

/**
 * Watches the disk that the database writes to. A database that runs out of space in the middle of its
 * log stops as a whole; senders that are told to come again a little earlier lose nothing.
 */
export async function watchDisk(options: DiskOptions): Promise<DiskWatch> {
  let space: DiskSpace | null = null;
  let isFull = false;
  let isLooking = false;
  const look = async (): Promise<void> => {
    // A file system that hangs must not collect looks.
    if (isLooking) return;
    isLooking = true;
    space = await readSpace(options).catch(() => null);
    isLooking = false;
    const isFullNow = space !== null && space.freeBytes < space.reserveBytes;
    if (space && isFullNow !== isFull) options.onChange(isFullNow, space);
    isFull = isFullNow;
  };
  await look();
  const timer = setInterval(() => void look(), options.everyMs).unref();
  return { isFull: () => isFull, space: () => space, stop: () => clearInterval(timer) };
}

async function readSpace({ folder, reserveBytes }: DiskOptions): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return {
    freeBytes: bavail * bsize,
    reserveBytes: reserveBytes ?? usualReserve(blocks * bsize),
  };
}

/** A tenth of the disk, but no more than a flood fills in minutes, and no less than the log needs. */
export function usualReserve(sizeBytes: number): number {
  return Math.min(mostReserveBytes, Math.max(leastReserveBytes, sizeBytes / 10));
}
