import { expect, it } from 'vitest';
import type { Store } from './database/open-store.js';
import { findFlow } from './flow/find-flow.js';
import { scopeOf } from './scope.js';

it('lets no query compile that does not say whose data it may touch', () => {
  const store = (): Store => {
    throw new Error('only the types are asked');
  };
  const unscoped = [
    // @ts-expect-error -- without a scope
    () => findFlow(store(), 'id'),
    // @ts-expect-error -- with an id that nobody has proved
    () => findFlow({ workspaceId: 'from a body' }, store(), 'id'),
    // @ts-expect-error -- with a bare id
    () => findFlow('workspace', store(), 'id'),
  ];

  expect(unscoped).toHaveLength(3);
  expect(scopeOf('proved').workspaceId).toBe('proved');
});
