import type { RunView } from '@hookline/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anna } from '../start/api.given.js';
import {
  aLiveFlow,
  givenTwoWorkspaces,
  send,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

/** A run that asks whether its only step happened. */
async function anUnknown(): Promise<string> {
  const { api, owner } = given;
  const flow = await aLiveFlow(owner);
  await send(flow, { Name: 'Ivan' }, api);
  const error = { code: 'outcome_unknown', message: 'it broke', stepId: 'tell', pointer: null };
  const { rows } = await api.pool.query<{ id: string }>(
    `UPDATE open_runs SET state = 'needs_attention', wake_at = 'infinity', error = $2
     WHERE flow_id = $1 RETURNING id`,
    [flow.id, error],
  );
  const id = rows[0]?.id ?? '';
  await api.pool.query(
    `INSERT INTO step_attempts (workspace_id, run_id, step_id, try, fence, state, error)
     VALUES ($1, $2, 'tell', 1, 1, 'unknown', $3)`,
    [owner.scope.workspaceId, id, error],
  );
  return id;
}

it('takes the word of a person who is signed in, and shows whose it was', async () => {
  const { api, owner } = given;
  const id = await anUnknown();
  const signedIn = await api.ask('/api/auth/sign-in/email', {
    json: anna,
    headers: { origin: api.url },
  });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';

  const answer = await api.ask(`/api/v1/runs/${id}/resolve`, {
    json: { answer: 'it_happened' },
    headers: { cookie, origin: api.url },
  });

  expect(answer.status).toBe(200);
  const { body } = await owner.call<RunView>('GET', `/runs/${id}`);
  expect(body.steps[0]?.attempts).toMatchObject([{ state: 'succeeded', answeredBy: 'Anna' }]);
});

it("does not take a program's word for it, but lets it have the target asked again", async () => {
  const { owner } = given;
  const id = await anUnknown();

  for (const answer of ['it_happened', 'it_did_not']) {
    const refused = await owner.call('POST', `/runs/${id}/resolve`, { answer });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'not_allowed' } } });
  }
  const { body } = await owner.call<RunView>('GET', `/runs/${id}`);
  expect(body).toMatchObject({ state: 'needs_attention', steps: [{ state: 'unknown' }] });

  const asked = await owner.call('POST', `/runs/${id}/resolve`, { answer: 'check_again' });
  expect(asked.status).toBe(200);
});
