import type { TestOutcome } from '@hookline/intake';
import { aSender, withValue } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { aGreeting } from './greeting.given.js';
import { judge, named, reasonOf } from './judge-preset.given.js';
import { nowMs } from './to-request.given.js';

const greetings = named.flatMap(({ name, preset }) =>
  preset.greetings.map((each, index) => ({ name: `${name} ${index + 1}`, preset, greeting: each })),
);
type Greeted = (typeof greetings)[number];

const echoOf = ({ greeting: { reply } }: Greeted) =>
  reply !== null && 'echo' in reply ? reply.echo : undefined;
const echoes = greetings.filter((greeted) => echoOf(greeted) !== undefined);
const withWord = greetings.filter(({ greeting }) => greeting.secret !== undefined);
const proved = greetings.filter(
  ({ greeting, preset }) => !greeting.isOpen && preset.connection !== 'none',
);

describe('the handshake', () => {
  it.each(greetings)(
    'of $name is answered and never a lead, with a secret and for a draft without one',
    async (greeted) => {
      const { preset, greeting } = greeted;
      const bare = aGreeting(preset, greeting);
      const { values, sign } = aSender(preset, nowMs);
      const known = preset.connection === 'none' ? null : values;
      const sent = greeting.isOpen || preset.connection === 'none' ? bare : sign(bare);
      const outcomes = [await judge(preset, sent, { values: known })];
      if (!greeting.secret) outcomes.push(await judge(preset, bare, { values: null }));

      for (const outcome of outcomes) {
        expect(reasonOf(outcome)).toBe('test');
        const { reply } = outcome as TestOutcome;
        expect(reply.status).toBe(200);
        expect(reply.headers['x-content-type-options']).toBe('nosniff');
        if (echoOf(greeted) !== undefined)
          expect(reply).toMatchObject({
            body: 'challenge-1',
            headers: { 'content-type': 'text/plain; charset=utf-8' },
          });
      }
    },
  );

  it.each(echoes)('of $name echoes no long and no unprintable text', async (greeted) => {
    const { preset, greeting } = greeted;
    for (const challenge of ['x'.repeat(513), 'a\r\nb', '']) {
      const sent = withValue(aGreeting(preset, greeting), echoOf(greeted), challenge);
      const { values, sign } = aSender(preset, nowMs);
      const outcome = await judge(preset, greeting.isOpen ? sent : sign(sent), { values });

      expect(outcome.outcome).not.toBe('test');
    }
  });

  it.each(withWord)(
    'of $name is refused when its own word is wrong',
    async ({ preset, greeting }) => {
      const sent = withValue(aGreeting(preset, greeting), greeting.secret?.at, 'another word');

      expect(
        reasonOf(await judge(preset, sent, { values: aSender(preset, nowMs).values })),
      ).toMatch(/^401 the handshake/);
      expect(reasonOf(await judge(preset, sent, { values: null }))).toMatch(/^401 /);
    },
  );

  it.each(proved)(
    'of $name is refused unproved when a secret is set',
    async ({ preset, greeting }) => {
      const outcome = await judge(preset, aGreeting(preset, greeting), {
        values: aSender(preset, nowMs).values,
      });

      expect(reasonOf(outcome)).toMatch(/^401 /);
    },
  );
});
