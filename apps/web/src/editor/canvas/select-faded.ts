import type { EditorState } from '../state/editor-store.js';
import { wasReached } from './run-path.js';

/** Whether a thing lies off the way of the shown run; never, where no run is shown. */
export const selectFaded =
  (id: string) =>
  ({ run, document }: EditorState): boolean =>
    run !== null && !wasReached(run, document, id);
