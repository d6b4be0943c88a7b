import type { FlowProblem } from '@hookline/contract';
import type { AppOf } from './check-document.js';
import { problem } from './flow-problem.js';

/**
 * Checks that a source or a step has the connection that it needs. A connection of another workspace is
 * as unknown as one that never was.
 */
export function checkConnectionUse(use: {
  app: string;
  need: 'none' | 'optional' | 'required';
  connectionId: string | null;
  pointer: string;
  appOf: AppOf;
}): readonly FlowProblem[] {
  const { connectionId, pointer, app } = use;
  if (connectionId === null) {
    return use.need === 'required'
      ? [problem(pointer, 'connection_missing', `choose a connection for "${app}"`)]
      : [];
  }
  if (use.need === 'none') {
    return [problem(pointer, 'connection_not_used', 'this needs no connection; remove it')];
  }
  const owner = use.appOf(connectionId);
  if (owner === null) {
    const message = 'this connection does not exist in this workspace; choose another one';
    return [problem(pointer, 'connection_unknown', message)];
  }
  return owner === app
    ? []
    : [
        problem(
          pointer,
          'connection_wrong_app',
          `this is a connection of "${owner}", not of "${app}"`,
        ),
      ];
}
