import { createApiKey, getFlow, listRuns, pauseFlow, revokeApiKey } from '@hookline/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aNetwork } from '../given/network.given.js';
import { aFlow } from '../given/answers.given.js';
import { ApiFault, fieldFaults } from './api-fault.js';
import { addressOf, call } from './call.js';

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('sends method, address and body as the endpoint says, and gives back the reply', async () => {
    const key = { id: 'k1', name: 'x', prefix: 'hl_', createdAt: '2026-03-01T10:00:00.000Z' };
    const body = { ...key, lastUsedAt: null, expiresAt: null, apiKey: 'hl_secret' };
    const network = aNetwork({ 'POST /api/v1/api-keys': { status: 201, body } });

    const reply = await call(createApiKey, { body: { name: 'x' } });

    expect(reply.apiKey).toBe('hl_secret');
    expect(network.sent[0]).toMatchObject({ method: 'POST', body: { name: 'x' } });
  });

  it('gives nothing back for an answer without a body', async () => {
    aNetwork({ 'DELETE /api/v1/api-keys/k1': { status: 204 } });
    await expect(call(revokeApiKey, { params: { id: 'k1' } })).resolves.toBeUndefined();
  });

  it('turns a refusal into a fault with code, details and request', async () => {
    const problems = [{ pointer: '/steps/0', code: 'x', message: 'no such table' }];
    const error = {
      code: 'flow_invalid',
      message: 'one fault',
      details: { problems },
      requestId: 'q7',
    };
    aNetwork({ 'POST /api/v1/flows/f1/pause': { status: 422, body: { error } } });

    const fault = await call(pauseFlow, { params: { id: 'f1' } }).catch(
      (thrown: unknown) => thrown,
    );

    expect(fault).toBeInstanceOf(ApiFault);
    expect(fault).toMatchObject({ code: 'flow_invalid', status: 422, requestId: 'q7' });
    expect(fieldFaults(fault)).toEqual(problems);
  });

  it('understands the page of a proxy that is not ours', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(call(getFlow, { params: { id: 'f1' } })).rejects.toMatchObject({
      code: 'try_later',
      status: 502,
    });
  });

  it('says offline when nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(call(getFlow, { params: { id: 'f1' } })).rejects.toMatchObject({
      code: 'offline',
    });
  });

  it('refuses a reply that is not what the contract promises', async () => {
    aNetwork({ 'GET /api/v1/flows/f1': { body: { ...aFlow(), state: 'asleep' } } });
    await expect(call(getFlow, { params: { id: 'f1' } })).rejects.toMatchObject({
      code: 'unreadable_reply',
    });
  });
});

describe('addressOf', () => {
  it('keeps a name with a slash in one segment', () => {
    expect(addressOf(getFlow, { params: { id: 'a/b ?' } })).toBe('/api/v1/flows/a%2Fb%20%3F');
  });

  it('leaves out filters that are not set', () => {
    const query = { status: 'failed', text: undefined, flowId: '' };
    expect(addressOf(listRuns, { query })).toBe('/api/v1/runs?status=failed');
  });
});
