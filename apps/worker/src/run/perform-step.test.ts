import { NotNow } from '@hookline/connector-kit';
import { findAction } from '@hookline/connectors';
import type { StepCall } from '@hookline/engine';
import { scopeOf } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { performStep, type StepMeans } from './perform-step.js';

function aCall(): StepCall {
  const action = findAction('http', 'request');
  if (!action) throw new Error('the HTTP request is gone');
  return {
    action,
    app: 'http',
    connectionId: '0190d000-0000-7000-8000-000000000001',
    input: { method: 'POST', url: 'https://example.com' },
    stepId: 'step',
    idempotencyKey: 'key',
    timeoutMs: 1_000,
  };
}

const means = (failure: Error): StepMeans => ({
  scope: scopeOf('0190d000-0000-7000-8000-000000000002'),
  settings: { timeZone: 'UTC', defaultCountry: 'UA', locale: 'uk' },
  openConnection: () => Promise.reject(failure),
  openPorts: () => {
    throw new Error('nothing may be sent');
  },
});

describe('a step whose connection cannot be opened', () => {
  it('is only postponed while our own database is away: nothing was sent, and no try is spent', async () => {
    const away = new Error('Connection terminated unexpectedly');
    await expect(performStep(aCall(), means(away))).rejects.toBeInstanceOf(NotNow);
  });

  it('fails with any other error as it is', async () => {
    const broken = new Error('the seal does not fit');
    await expect(performStep(aCall(), means(broken))).rejects.toBe(broken);
  });
});
