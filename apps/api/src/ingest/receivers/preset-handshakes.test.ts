import type { TestOutcome } from '@hookline/intake';
import { aSender, withValue } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { aGreeting } from './greeting.given.js';
import { judge, named, reasonOf } from './judge-preset.given.js';
import { nowMs } from './to-request.given.js';

const greeting = named.flatMap(({ name, preset }) =>
  preset.greetings.map((each, index) => ({ name: `${name} ${index + 1}`, preset, greeting: each })),
);

describe.each(greeting)('the handshake of $name', ({ preset, greeting: given }) => {
  const isEcho = given.reply !== null && 'echo' in given.reply;

  it('is answered and never a lead, with a secret and for a draft without one', async () => {
    const bare = aGreeting(preset, given);
    const { values, sign } = aSender(preset, nowMs);
    const known = preset.connection === 'none' ? null : values;
    const sent = given.isOpen || preset.connection === 'none' ? bare : sign(bare);
    const outcomes = [await judge(preset, sent, { values: known })];
    if (!given.secret) outcomes.push(await judge(preset, bare, { values: null }));

    for (const outcome of outcomes) {
      expect(reasonOf(outcome)).toBe('test');
      const { reply } = outcome as TestOutcome;
      expect(reply.status).toBe(200);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      if (isEcho)
        expect(reply).toMatchObject({
          body: 'challenge-1',
          headers: { 'content-type': 'text/plain; charset=utf-8' },
        });
    }
  });

  it.runIf(isEcho)('echoes no long and no unprintable text', async () => {
    for (const challenge of ['x'.repeat(513), 'a\r\nb', '']) {
      const echoed = given.reply !== null && 'echo' in given.reply ? given.reply.echo : undefined;
      const sent = withValue(aGreeting(preset, given), echoed, challenge);
      const { values, sign } = aSender(preset, nowMs);
      const outcome = await judge(preset, given.isOpen ? sent : sign(sent), { values });

      expect(outcome.outcome).not.toBe('test');
    }
  });

  it.runIf(given.secret !== undefined)('is refused when its own word is wrong', async () => {
    const sent = withValue(aGreeting(preset, given), given.secret?.at, 'another word');

    expect(reasonOf(await judge(preset, sent, { values: aSender(preset, nowMs).values }))).toMatch(
      /^401 the handshake/,
    );
    expect(reasonOf(await judge(preset, sent, { values: null }))).toMatch(/^401 /);
  });

  it.runIf(!given.isOpen && preset.connection !== 'none')(
    'is refused unproved when a secret is set',
    async () => {
      const outcome = await judge(preset, aGreeting(preset, given), {
        values: aSender(preset, nowMs).values,
      });

      expect(reasonOf(outcome)).toMatch(/^401 /);
    },
  );
});
