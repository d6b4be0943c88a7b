import { getSmoothStepPath } from '@xyflow/react';

export type Ends = {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
};

/** From one step to the next: it bends where the lanes that end there meet. */
export const gapPath = ({ sourceX, sourceY, targetX, targetY }: Ends): string =>
  getSmoothStepPath({ sourceX, sourceY, targetX, targetY, centerY: targetY - 14 })[0];

/** From a branching step to the head of a lane: it bends where they part. */
export const forkPath = ({ sourceX, sourceY, targetX, targetY }: Ends): string =>
  getSmoothStepPath({ sourceX, sourceY, targetX, targetY, centerY: sourceY + 20 })[0];
