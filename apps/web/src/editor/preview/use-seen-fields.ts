import type { FlowView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { seenFieldsQuery } from '../../api/flows.js';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { seenFields, type SeenFields } from './seen-fields.js';

const flowIdOf = (state: EditorState): FlowView['id'] => state.flow.id;

/** Every field that any event of the flow ever had. */
export function useSeenFields(): SeenFields {
  const flowId = useEditor(flowIdOf);
  const { data } = useQuery(seenFieldsQuery(flowId));
  return useMemo(() => seenFields(data), [data]);
}
