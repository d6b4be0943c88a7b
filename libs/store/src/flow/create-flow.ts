import { randomBytes } from 'node:crypto';
import type { FlowDocument } from '@hookline/contract';
import { hashToken } from '../event/find-hook.js';
import { storable } from '../database/storable-json.js';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { flowEntity } from './flow.entity.js';
import { hookEntity } from './hook.entity.js';

/** Stores a flow as a draft, together with its address, which answers from now on. */
export async function createFlow(
  scope: Scope,
  store: Store,
  given: { id: string; document: FlowDocument; catches?: true },
): Promise<void> {
  const { workspaceId } = scope;
  const { id } = given;
  const document = storable(given.document);
  const token = newToken();
  await store.transaction(async (inner) => {
    await inner.getRepository(flowEntity).insert({
      workspaceId,
      id,
      name: document.name,
      state: 'draft',
      draft: document,
      draftRevision: 1,
      catches: given.catches ?? false,
    });
    const tokenSha256 = hashToken(token);
    await inner.getRepository(hookEntity).insert({ tokenSha256, token, workspaceId, flowId: id });
  });
}

/** 192 random bits in 32 characters that need no escape in an address. */
function newToken(): string {
  return randomBytes(24).toString('base64url');
}
