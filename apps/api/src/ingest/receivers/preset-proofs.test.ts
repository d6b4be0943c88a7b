import { createIntake } from '@hookline/intake';
import { describe, expect, it } from 'vitest';
import { aRequest, judge, named, reasonOf } from './judge-preset.given.js';
import { nowMs, toRequest } from './to-request.given.js';

const proving = named.filter(({ preset }) => preset.connection !== 'none');

describe.each(proving)('$name with a secret', ({ preset }) => {
  it('SIG-5: refuses what is not proved, and keeps nothing of its body', async () => {
    const { bare, values } = aRequest(preset);
    const unproved =
      preset.app === 'salesforce' ? { ...bare, body: bare.body.replace('00D0', '00E0') } : bare;

    const outcome = await judge(preset, unproved, { values });

    expect(reasonOf(outcome)).toMatch(/^401 /);
    expect(outcome).toMatchObject({ keptBytes: new Uint8Array() });
  });

  it('SIG-5: takes nothing without a connection when it needs one, and with an empty one never', async () => {
    const { sent } = aRequest(preset);
    const without = await judge(preset, sent, { values: null });

    expect(without.outcome).toBe(preset.connection === 'required' ? 'rejected' : 'event');
    expect(reasonOf(await judge(preset, sent, { values: {} }))).toMatch(/^401 /);
  });

  it('SIG-6: takes the secret before the last one until its deadline, and not after', async () => {
    const { sent, values } = aRequest(preset);
    const field =
      [
        'value',
        'secret',
        'webhookSecret',
        'applicationToken',
        'token',
        'apiKey',
        'certificate',
        'organizationId',
      ].find((key) => values?.[key] !== undefined) ?? '';
    const old = String(values?.[field]);
    const secrets = (untilMs: number) => ({
      verification: { ...values, [field]: 'the new secret, long enough' },
      previous: { [field]: { value: old, untilMs } },
    });
    const intake = createIntake(preset, {});

    expect(reasonOf(await intake(toRequest(sent), secrets(nowMs + 1)))).toBe('event');
    expect(reasonOf(await intake(toRequest(sent), secrets(nowMs)))).toMatch(/^401 /);
  });

  it('SC-6: stores neither its secret nor a credential that its sender put into the body', async () => {
    const { sent, values } = aRequest(preset);
    const outcome = await judge(preset, sent, { values });
    // A buffer becomes numbers before a replacer sees it; what it held is asked of its holder.
    const text = JSON.stringify(outcome, function (this: Record<string, unknown>, key, value) {
      const held = this[key];
      return held instanceof Uint8Array ? Buffer.from(held).toString('utf8') : value;
    });

    if (preset.app !== 'salesforce') expect(text).not.toContain('a-long-secret-0123456789');
    expect(text).not.toMatch(/legacy0000000000|xyzz0WbapA4vBCDEFasx0q6G|abcd1234abcd1234/);
  });
});
