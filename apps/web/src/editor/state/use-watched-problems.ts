import { useEffect } from 'react';
import { whenReachable } from '../../ui/late.js';
import type { EditorTools } from './editor-context.js';

/** Looks for problems once the canvas is there: the template language need not be loaded before it. */
export function useWatchedProblems({ store, catalog }: EditorTools): void {
  useEffect(() => {
    let stop = () => {};
    let isOver = false;
    void whenReachable(() => import('./watch-problems.js')).then(({ watchProblems }) => {
      if (!isOver) stop = watchProblems(store, catalog);
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [store, catalog]);
}
