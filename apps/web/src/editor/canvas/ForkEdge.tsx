import type { EdgeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { ForkEdge as Fork } from './project-flow.js';
import { forkPath } from './line-path.js';
import { LinePath } from './LinePath.js';
import { selectFaded } from './select-faded.js';

/** From a branching step to the head of one of its lanes. */
export const ForkEdge = memo(function ForkEdge(props: EdgeProps<Fork>) {
  const isFaded = useEditor(useMemo(() => selectFaded(props.target), [props.target]));
  return <LinePath path={forkPath(props)} isFaded={isFaded} />;
});
