import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  anEvent,
  aStore,
  aWorkspace,
  newId,
  publish,
  type TestStore,
} from '../database/store.given.js';
import { findHook } from '../event/find-hook.js';
import type { Scope } from '../scope.js';
import { deleteFlow } from './delete-flow.js';
import { findFlow } from './find-flow.js';
import { listFlowVersions } from './list-flow-versions.js';
import { publishFlow } from './publish-flow.js';
import { saveDraft } from './save-draft.js';
import { switchFlow } from './switch-flow.js';

let db: TestStore;
let scope: Scope;

beforeAll(async () => {
  db = await aStore();
  scope = await aWorkspace(db);
});
afterAll(() => db.close());

describe('a new flow', () => {
  it('is a draft with an address of at least 128 random bits that answers at once', async () => {
    const id = await aFlow(db, scope);

    const flow = await findFlow(scope, db.store, id);

    expect(flow).toMatchObject({ state: 'draft', draftRevision: 1, published: null });
    expect(flow?.token).toMatch(/^[\w-]{32}$/);
    expect(await findHook(db.pool, flow?.token ?? '')).toMatchObject({ flowId: id });
  });

  it('keeps text that the database cannot store as it is, without its unstorable signs', async () => {
    const id = await aFlow(db, scope, aDocument({ name: 'a\u0000b\ud800c' }));

    expect((await findFlow(scope, db.store, id))?.name).toBe('ab\ufffdc');
  });
});

describe('a draft', () => {
  it('is saved over the revision that it was made from, and over no other', async () => {
    const flowId = await aFlow(db, scope);
    const document = aDocument({ name: 'Changed' });

    const answers = await Promise.all([
      saveDraft(scope, db.store, { flowId, document, revision: 1 }),
      saveDraft(scope, db.store, { flowId, document, revision: 1 }),
    ]);

    expect(answers.sort()).toEqual(['changed', 'saved']);
    expect(await findFlow(scope, db.store, flowId)).toMatchObject({
      name: 'Changed',
      draftRevision: 2,
    });
  });
});

describe('publishing', () => {
  it('keeps the fields of a step in the order in which they were written', async () => {
    const settings = { zebra: 1, a: 2, middle: 3 };
    const document = aDocument({
      trigger: { app: 'webhook', event: 'received', connectionId: null, settings },
    });
    const flowId = await aLiveFlow(db, scope, document);

    const flow = await findFlow(scope, db.store, flowId);
    const [version] = await listFlowVersions(scope, db.store, flowId);

    expect(Object.keys(Object(flow?.draft).trigger.settings)).toEqual(['zebra', 'a', 'middle']);
    expect(Object.keys(Object(version?.document).trigger.settings)).toEqual(Object.keys(settings));
    expect(flow?.hasUnpublishedChanges).toBe(false);
  });

  it('numbers versions one after the other and makes the flow live', async () => {
    const flowId = await aLiveFlow(db, scope);
    const document = aDocument({ name: 'Second' });
    await saveDraft(scope, db.store, { flowId, document, revision: 1 });
    expect(await findFlow(scope, db.store, flowId)).toMatchObject({ hasUnpublishedChanges: true });

    await publish(db, scope, flowId);

    const flow = await findFlow(scope, db.store, flowId);
    expect(flow).toMatchObject({ state: 'live', hasUnpublishedChanges: false });
    expect(flow?.published?.number).toBe(2);
    const versions = await listFlowVersions(scope, db.store, flowId);
    expect(versions.map((version) => version.number)).toEqual([2, 1]);
    expect(versions[1]?.document.name).toBe('Leads');
  });

  it('makes one version when ten people press the button at once', async () => {
    const flowId = await aFlow(db, scope);

    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        publishFlow(scope, db.store, { flowId, revision: 1, versionId: newId(), publishedBy: 'A' }),
      ),
    );

    expect(new Set(answers.map((answer) => answer.outcome))).toEqual(new Set(['published']));
    expect(await listFlowVersions(scope, db.store, flowId)).toHaveLength(1);
  });

  it('refuses a draft that changed after it was checked', async () => {
    const flowId = await aFlow(db, scope);
    await saveDraft(scope, db.store, { flowId, document: aDocument({ name: 'x' }), revision: 1 });

    const given = { flowId, revision: 1, versionId: newId(), publishedBy: 'A' };
    expect(await publishFlow(scope, db.store, given)).toEqual({ outcome: 'changed' });
    expect(await findFlow(scope, db.store, flowId)).toMatchObject({ state: 'draft' });
  });

  it('leaves versions that nobody can change', async () => {
    const flowId = await aLiveFlow(db, scope);

    const change = db.pool.query(
      `UPDATE flow_versions SET document = '{}' WHERE workspace_id = $1 AND flow_id = $2`,
      [scope.workspaceId, flowId],
    );

    await expect(change).rejects.toThrow('immutable');
  });
});

describe('pausing', () => {
  it('holds what arrives, and resuming lets it run again', async () => {
    const flowId = await aLiveFlow(db, scope);

    expect(await switchFlow(scope, db.store, { flowId, to: 'paused' })).toBe('done');
    expect((await anEvent(db, scope, flowId)).state).toBe('held');
    expect(await switchFlow(scope, db.store, { flowId, to: 'live' })).toBe('done');
    expect((await anEvent(db, scope, flowId)).state).toBe('accepted');
  });

  it('is refused for a flow that was never published', async () => {
    const flowId = await aFlow(db, scope);

    expect(await switchFlow(scope, db.store, { flowId, to: 'live' })).toBe('never_published');
  });
});

describe('deleting', () => {
  it('revokes the address and hides the flow, once', async () => {
    const flowId = await aLiveFlow(db, scope);
    const token = (await findFlow(scope, db.store, flowId))?.token ?? '';

    expect(await deleteFlow(scope, db.store, flowId)).toBe('deleted');

    expect(await deleteFlow(scope, db.store, flowId)).toBe('not_found');
    expect(await findFlow(scope, db.store, flowId)).toBeNull();
    expect(await findHook(db.pool, token)).toBeNull();
    expect((await anEvent(db, scope, flowId)).state).toBe('gone');
  });
});

describe("another workspace's flow", () => {
  it('is not found, whatever is asked of it', async () => {
    const flowId = await aLiveFlow(db, scope);
    const other = await aWorkspace(db);
    const publishing = { flowId, revision: 1, versionId: newId(), publishedBy: 'A' };
    const saving = { flowId, document: aDocument(), revision: 1 };

    expect(await findFlow(other, db.store, flowId)).toBeNull();
    expect(await publishFlow(other, db.store, publishing)).toEqual({ outcome: 'not_found' });
    expect(await saveDraft(other, db.store, saving)).toBe('not_found');
    expect(await switchFlow(other, db.store, { flowId, to: 'paused' })).toBe('not_found');
    expect(await deleteFlow(other, db.store, flowId)).toBe('not_found');
    expect(await listFlowVersions(other, db.store, flowId)).toEqual([]);
  });

  it('is not found by an id that is no id', async () => {
    for (const id of ['', "x' OR 1=1", '1', '../..']) {
      expect(await findFlow(scope, db.store, id)).toBeNull();
      expect(await deleteFlow(scope, db.store, id)).toBe('not_found');
    }
  });
});
