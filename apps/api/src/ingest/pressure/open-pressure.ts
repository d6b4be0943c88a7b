import type { Hook } from '@hookline/store';
import type { DiskWatch } from './watch-disk.js';
import type { FlowBacklogs } from './flow-backlogs.js';
import type { LoopWatch } from './watch-loop.js';
import { Refused } from './refused.js';

export type PressureGauges = {
  readonly loop: LoopWatch;
  /** `null` when the database's disk is not ours to watch. */
  readonly disk: DiskWatch | null;
  /** Whether events wait too long for their commit. */
  readonly isStoreBehind: () => boolean;
  readonly mayCome: (flowId: string) => boolean;
  readonly backlogs: FlowBacklogs | null;
};

export type Pressure = {
  /** Before anything is looked up: whether this process can take a webhook at all. */
  readonly judgeServer: () => Refused | null;
  /** Before a body is read: whether this flow may have one more. */
  readonly judgeFlow: (hook: Pick<Hook, 'scope' | 'flowId'>) => Refused | null;
  /** From the first request on. */
  readonly start: () => void;
  readonly stop: () => void;
};

/** The ladder of what gives way when too much comes, the cheapest question first. */
export function openPressure(gauges: PressureGauges): Pressure {
  const { loop, disk, isStoreBehind, mayCome, backlogs } = gauges;
  return {
    judgeServer: () => {
      if (loop.isLate()) return new Refused('loop');
      if (disk?.isFull()) return new Refused('disk');
      return isStoreBehind() ? new Refused('waiting') : null;
    },
    judgeFlow: (hook) => {
      if (!mayCome(hook.flowId)) return new Refused('rate');
      return backlogs?.enter(hook) === false ? new Refused('backlog') : null;
    },
    start: () => loop.start(),
    stop: () => {
      loop.stop();
      disk?.stop();
      backlogs?.stop();
    },
  };
}
