import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenApi, givenOwner, type GivenApi } from '../start/api.given.js';

describe('what every installation shows', () => {
  let api: GivenApi;
  let webDir: string;
  beforeAll(async () => {
    webDir = await mkdtemp(join(tmpdir(), 'hookline-web-'));
    await mkdir(join(webDir, 'assets'));
    await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Hookline</title>');
    await writeFile(join(webDir, 'assets', 'app-1a2b.js'), 'export {};');
    await writeFile(join(webDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    api = await givenApi({}, { webDir });
  });
  afterAll(async () => {
    await api.stop();
    await rm(webDir, { recursive: true });
  });
  const page = { accept: 'text/html,*/*' };

  it('is alive and ready', async () => {
    expect((await api.ask('/health/live')).status).toBe(200);
    expect(await (await api.ask('/health/ready')).json()).toEqual({ status: 'ready' });
  });

  it('is alive but not ready while the database is away, and ready again after', async () => {
    api.proxy.behave({ mode: 'cut', afterBytes: 0 });
    api.proxy.resetAll();
    const ready = async () => (await api.ask('/health/ready')).status;
    await waitFor(async () => (await ready()) === 503, {
      what: 'it is not ready',
      timeoutMs: 20_000,
    });
    expect((await api.ask('/health/live')).status).toBe(200);
    api.proxy.behave({ mode: 'pass' });
    api.proxy.resetAll();
    await waitFor(async () => (await ready()) === 200, { what: 'it is ready', timeoutMs: 20_000 });
  });

  it('shows its counters to this machine, or to an API key when a proxy stands before it', async () => {
    const { bearer } = await givenOwner(api);
    const local = await api.ask('/metrics');
    expect(await local.text()).toContain('hookline_hook_answers_total');
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect((await api.ask('/metrics', { headers: forwarded })).status).toBe(401);
    expect((await api.ask('/metrics', { headers: { ...forwarded, ...bearer } })).status).toBe(200);
  });

  it('gives the page for any address of the page, never stored, and its hashed files for ever', async () => {
    for (const path of ['/', '/flows/7?tab=runs', '/index.html']) {
      const answer = await api.ask(path, { headers: page });
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        200,
        'no-store',
      ]);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('<title>Hookline</title>');
    }
    const asset = await api.ask('/assets/app-1a2b.js');
    expect(asset.headers.get('content-type')).toContain('javascript');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await api.ask('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/assets/gone.js',
    '/api/v1/gone',
    '/api',
    '/hooks',
    '/health/gone',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/..%2findex.html',
    '/.env',
  ])('answers 404 to a program that asks for %s', async (path) => {
    const answer = await api.ask(path);
    expect([
      answer.status,
      ((await answer.json()) as { error: { code: string } }).error.code,
    ]).toEqual([404, 'not_found']);
  });

  it('never gives a page where a program would look for an answer', async () => {
    for (const path of ['/api/v1/gone', '/hooks/x', '/metrics/x']) {
      expect((await api.ask(path, { headers: page })).status).toBe(404);
    }
  });
});

describe('without built pages', () => {
  it('says how to build them', async () => {
    const api = await givenApi({}, { webDir: join(tmpdir(), 'hookline-no-such-folder') });
    const answer = await api.ask('/', { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
    await api.stop();
  });
});
