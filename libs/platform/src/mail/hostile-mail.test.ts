import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeVendor, quickestMs } from '@hookline/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MailMessage } from './build-message.js';
import type { SmtpSettings } from './connection-settings.js';
import { MailInvalid } from './mail-errors.js';
import { errorOf, givenMailer } from './mailer.given.js';

const { sink, send } = givenMailer();

/** The names in the header of the raw message, in lower case. */
const headerNames = (raw: Buffer) =>
  raw
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.split(':')[0]?.toLowerCase())
    .sort();

const plainHeaders = [
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

const injections = [
  'a\r\nBcc: evil@x.test',
  'a\nBcc: evil@x.test',
  'a\rBcc: evil@x.test',
  'a\u2028Bcc: evil@x.test',
  'a\u0000\r\n\r\nbody',
  'a%0d%0aBcc: evil@x.test',
  '=?utf-8?Q?=0ABcc:_evil=40x.test?=',
  `a\r\n${'x'.repeat(2_000)}\r\nX-Evil: 1`,
  'a" <evil@x.test>, "b',
];

describe('a mail from hostile text', () => {
  it.each(injections)(
    'MA-1: gets no header and no recipient more, by the subject (case %#)',
    async (subject) => {
      await send({ subject });
      expect(headerNames(sink().mails[0]!.raw)).toEqual(plainHeaders);
      expect(sink().mails[0]?.rcptTo).toEqual(['b@x.test']);
      expect(sink().mails[0]?.mail.bcc ?? []).toEqual([]);
    },
  );

  it.each(injections)('MA-1: nor by the name of the sender (case %#)', async (fromName) => {
    await send({ fromName });
    expect(headerNames(sink().mails[0]!.raw)).toEqual(plainHeaders);
    expect(sink().mails[0]?.mail.from?.address).toBe('us@ours.test');
    expect(sink().mails[0]?.rcptTo).toEqual(['b@x.test']);
  });

  it.each(injections)(
    'MA-1: nor by the reply address or the message id (case %#)',
    async (text) => {
      expect(await errorOf(send({ replyTo: text }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({ messageId: text }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({ messageId: `<a@b.test>${text}` }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({}, { fromAddress: text }))).toBeInstanceOf(MailInvalid);
      expect(sink().commands()).toBe('');
    },
  );

  it.each([
    'b@x.test\r\nBcc: evil@x.test',
    'a@x.test, evil@x.test',
    'G: e1@x.test, e2@x.test;',
    '"b@x.test" <evil@y.test>',
    '"evil@evil"@x.test',
    'b@x.test> SIZE=1\r\nRCPT TO:<evil@x.test',
    '',
  ])('MA-2, MA-3: is not sent at all to %j', async (to) => {
    expect(await errorOf(send({ to: [to] }))).toBeInstanceOf(MailInvalid);
    expect(await errorOf(send({ to: ['b@x.test', to] }))).toBeInstanceOf(MailInvalid);
    expect(sink().commands()).toBe('');
  });

  it('MA-3: goes to 50 recipients at most, and to one at least', async () => {
    const to = Array.from({ length: 51 }, (_, index) => `r${index}@x.test`);
    expect(await errorOf(send({ to }))).toBeInstanceOf(MailInvalid);
    expect(await errorOf(send({ to: [] }))).toBeInstanceOf(MailInvalid);
    await send({ to: to.slice(1) });
    expect(sink().mails[0]?.rcptTo).toHaveLength(50);
  });

  it('MA-4: reads no file and calls no URL, whatever stands in place of the text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'canary-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'file');
    writeFileSync(path, 'canary-file');
    const canary = await fakeVendor();
    const values = [
      { path },
      { href: canary.url },
      { raw: { path } },
      { content: { path } },
      [{ path }],
      Buffer.from('x'),
      7,
    ];
    for (const value of values) {
      for (const field of ['text', 'html', 'subject', 'fromName', 'replyTo', 'messageId', 'to'])
        expect(await errorOf(send({ [field]: value }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({ to: [value] as unknown as string[] }))).toBeInstanceOf(
        MailInvalid,
      );
    }
    await send({ html: `<img src="${canary.url}/x.png"><img src="file://${path}">`, text: path });

    expect(canary.requests).toEqual([]);
    expect(sink().mails).toHaveLength(1);
    expect(sink().mails[0]?.raw.toString()).not.toContain('canary-file');
    await canary.stop();
  });

  it.each([
    ['a dot alone', 'a\r\n.\r\nMAIL FROM:<evil@x.test>\r\nRCPT TO:<evil@x.test>\r\nDATA\r\n'],
    ['a dot after a bare line feed', 'a\n.\nMAIL FROM:<evil@x.test>\n.\r\nb'],
    ['a dot after a bare return', 'a\r.\rMAIL FROM:<evil@x.test>\r.\r\nb'],
    ['dots', '.\r\n..\r\n...\r\n'],
    ['eight bits', 'ключ \u00ff \u{1f600}'],
    ['one line of 2 MB', 'x'.repeat(2_000_000)],
  ])('MA-5: stays one mail with %s in it', async (_what, text) => {
    await send({ text });
    await send({ html: text });

    expect(sink().mails.map(({ rcptTo }) => rcptTo)).toEqual([['b@x.test'], ['b@x.test']]);
    expect(sink().mails.every(({ mailFrom }) => mailFrom === 'us@ours.test')).toBe(true);
    const lines = (body = '') => body.replace(/\r\n|\r|\n/g, '\n').trim();
    expect(lines(sink().mails[0]?.mail.text)).toBe(lines(text));
    const longest = Math.max(
      ...sink()
        .mails[0]!.raw.toString('latin1')
        .split('\r\n')
        .map((l) => l.length),
    );
    expect(longest).toBeLessThanOrEqual(998);
    expect(sink().mails[0]!.raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('MA-6: cannot reach the envelope or other fields of the mail', async () => {
    const evil = 'evil@evil.test';
    const more = {
      envelope: { from: evil, to: [evil] },
      cc: evil,
      bcc: evil,
      sender: evil,
      dsn: { notify: 'success', recipient: evil },
      list: { help: evil },
      dkim: { domainName: 'evil.test' },
      icalEvent: 'BEGIN:VCALENDAR',
      attachments: [{ path: '/etc/hostname' }],
      headers: { 'X-Evil': '1' },
      raw: 'X-Evil: 1\r\n\r\n',
      amp: '<html amp4email>',
      encoding: 'x',
    };
    await send(
      more as Partial<MailMessage>,
      { name: evil, proxy: 'http://evil.test' } as Partial<SmtpSettings>,
    );

    expect(sink().mails[0]?.rcptTo).toEqual(['b@x.test']);
    expect(headerNames(sink().mails[0]!.raw)).toEqual(plainHeaders);
    expect(sink().commands()).not.toContain('evil');
  });

  it('MA-7: is refused fast when an address is a megabyte', async () => {
    const to = [`${'(a'.repeat(500_000)}@x.test`];
    const spentMs = await quickestMs(async () => {
      expect(await errorOf(send({ to }))).toBeInstanceOf(MailInvalid);
    });
    expect(spentMs).toBeLessThan(50);
  });
});
