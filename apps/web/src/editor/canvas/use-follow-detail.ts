import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { detailAt } from './detail.js';

/** Tells the cards how much of them can be read. Only where that changes: the canvas moves sixty times a second. */
export function useFollowDetail(): void {
  const { store } = useEditorTools();
  const flow = useStoreApi();
  useEffect(() => {
    const follow = () => {
      const detail = detailAt(flow.getState().transform[2]);
      if (detail !== store.getState().detail) store.setState({ detail });
    };
    follow();
    return flow.subscribe(follow);
  }, [flow, store]);
}
