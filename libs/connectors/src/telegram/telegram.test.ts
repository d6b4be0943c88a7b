import type { HttpResponse, JsonObject } from '@hookline/connector-kit';
import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { aCall, json, recordingPorts } from '../ports.given.js';
import { fitHtml, fitText } from './fit-text.js';
import { sendMessage } from './send-message.action.js';
import { telegram } from './telegram.connector.js';

const token = '123456789:AAE-x_y';
const message = { chat: '-100', text: 'Hi <b>' };
const done = json({ ok: true, result: { message_id: 7, chat: { id: -100 } } });

async function send(input: JsonObject, connection: JsonObject | null, answer: HttpResponse = done) {
  const ports = recordingPorts(() => answer);
  const output = await sendMessage.perform(aCall(ports, input, connection));
  const [asked] = ports.requests;
  return { output, url: asked!.url, body: JSON.parse(String(asked!.body)) as JsonObject };
}

describe('a message', () => {
  it('goes to the chat as it is written', async () => {
    const { output, url, body } = await send(message, { token });

    expect(url).toBe(`https://api.telegram.org/bot${token}/sendMessage`);
    expect(body).toEqual({ chat_id: '-100', text: 'Hi <b>' });
    expect(output).toEqual({ messageId: 7, chatId: '-100' });
    expect(sendMessage.effect({ hasConnection: true, input: {} })).toBe('once');
  });

  it('may be formatted and silent, and go through an own server', async () => {
    const { url, body } = await send(
      { ...message, parseMode: 'html', isSilent: true },
      { token, apiBaseUrl: 'http://127.0.0.1:8081/' },
    );

    expect(url).toBe(`http://127.0.0.1:8081/bot${token}/sendMessage`);
    expect(body).toEqual({
      chat_id: '-100',
      text: 'Hi <b></b>',
      parse_mode: 'HTML',
      disable_notification: true,
    });
  });

  it.each([{ text: '' }, { text: '  ' }, { chat: '' }, { parseMode: 'Markdown' }, { text: ['a'] }])(
    'is refused with %j before anything is sent',
    async (change) => {
      await expect(send({ ...message, ...change }, { token })).rejects.toMatchObject({
        code: 'rejected',
      });
    },
  );

  it.each(['', 'abc', '1:a/../x', '1:a?b', '1:a\n'])(
    'needs a real token, not %j',
    async (wrong) => {
      await expect(send(message, { token: wrong })).rejects.toThrow(/token|Token/);
      await expect(send(message, null)).rejects.toMatchObject({ code: 'rejected' });
    },
  );
});

describe("Telegram's refusals", () => {
  const refused = (status: number, more: JsonObject = {}): HttpResponse =>
    json({ ok: false, error_code: status, description: 'Bad thing', ...more }, status);

  it.each([
    [400, 'rejected'],
    [401, 'needs_reconnect'],
    [403, 'rejected'],
    [404, 'needs_reconnect'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [502, 'unavailable'],
  ])('%i is %s, and never shows the token', async (status, code) => {
    const error: unknown = await send(message, { token }, refused(status)).catch(
      (thrown) => thrown,
    );

    expect(error).toMatchObject({ code });
    expect(JSON.stringify([error, String(error)])).not.toContain(token);
  });

  it('waits as long as Telegram asks', async () => {
    const answer = refused(429, { parameters: { retry_after: 31 } });

    await expect(send(message, { token }, answer)).rejects.toMatchObject({ retryAfterMs: 31_000 });
    await expect(send(message, { token }, refused(429))).rejects.toMatchObject({
      retryAfterMs: null,
    });
  });

  it('an answer that is not of the Bot API leaves the outcome open', async () => {
    const page = { status: 200, headers: {}, body: Buffer.from('<html>') };

    await expect(send(message, { token }, page)).rejects.toMatchObject({
      code: 'unavailable',
      sent: 'maybe',
    });
  });
});

describe('the connection', () => {
  it('is tried with getMe', async () => {
    const ports = recordingPorts(() => json({ ok: true, result: { username: 'shop_bot' } }));

    const { message: said } = await telegram.connection!.check({ ...ports, connection: { token } });

    expect(said).toBe('@shop_bot is ready.');
    expect(ports.requests[0]?.url).toContain('/getMe');
  });

  it('offers the chats that wrote to the bot, newest first, each once', async () => {
    const updates = [
      { message: { chat: { id: 1, first_name: 'Анна', last_name: 'И', username: 'anna' } } },
      { channel_post: { chat: { id: -100, title: 'Заявки' } } },
      { my_chat_member: { chat: { id: 1, first_name: 'Анна' } } },
      { poll: {} },
      'junk',
    ];
    const ports = recordingPorts(() => json({ ok: true, result: updates }));

    const chats = await telegram.choices!['chats']!({ ...ports, connection: { token }, input: {} });

    expect(chats).toEqual([
      { value: '1', label: { en: 'Анна' } },
      { value: '-100', label: { en: 'Заявки' } },
    ]);
  });
});

describe('the limit of 4,096 characters', () => {
  it('cuts plain text and never half of a character', () => {
    expect(fitText('a'.repeat(4_096))).toHaveLength(4_096);
    expect(fitText('a'.repeat(5_000))).toBe(`${'a'.repeat(4_095)}…`);
    expect(fitText(`${'a'.repeat(4_094)}😀😀`)).toBe(`${'a'.repeat(4_094)}…`);
  });

  it('counts HTML without its tags and entities', () => {
    const html = `<b>${'&lt;'.repeat(4_096)}</b>`;

    expect(fitHtml(html)).toBe(html);
    expect(fitHtml(`<b>${'&lt;'.repeat(5_000)}</b>`)).toBe(`<b>${'&lt;'.repeat(4_095)}…</b>`);
  });
});

describe('formatted text', () => {
  it.each([
    ['<b>a</b> <i>b</i>', '<b>a</b> <i>b</i>'],
    ['<a href="https://x.ru/?a=1&b=2">x</a>', '<a href="https://x.ru/?a=1&amp;b=2">x</a>'],
    ['1 < 2 && 3 > 2', '1 &lt; 2 &amp;&amp; 3 &gt; 2'],
    ['&lt;b&gt; &amp;', '&lt;b&gt; &amp;'],
    ['<script>x</script>', '&lt;script&gt;x&lt;/script&gt;'],
    ['<b onclick="x">a</b>', '&lt;b onclick="x"&gt;a&lt;/b&gt;'],
    ['<b>open', '<b>open</b>'],
    ['</b>stray', '&lt;/b&gt;stray'],
    ['<b><i>x</b></i>', '<b><i>x&lt;/b&gt;</i></b>'],
    ['<a>no address</a>', '&lt;a&gt;no address&lt;/a&gt;'],
    ['<B>case</B>', '<b>case</b>'],
  ])('%s is sent as %s', (html, expected) => expect(fitHtml(html)).toBe(expected));

  it('is bounded in time for hostile text', async () => {
    const spentMs = await quickestMs(() => {
      fitHtml('<b>'.repeat(20_000));
      fitHtml('<a href="'.repeat(20_000));
      fitHtml('&'.repeat(200_000));
    });

    expect(spentMs).toBeLessThan(1_000);
  });
});
