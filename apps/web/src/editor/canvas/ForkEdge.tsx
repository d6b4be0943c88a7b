import { BaseEdge, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { ForkEdge as Fork } from './project-flow.js';

/** From a branching step to the head of one of its lanes. */
export const ForkEdge = memo(function ForkEdge(props: EdgeProps<Fork>) {
  const { sourceX, sourceY, targetX, targetY } = props;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, centerY: sourceY + 20 });
  return <BaseEdge path={path} className="hl-edge" style={{ d: `path("${path}")` }} />;
});
