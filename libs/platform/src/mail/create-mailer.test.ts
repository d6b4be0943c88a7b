import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeVendor, quickestMs, smtpSink, tcpProxy, type SmtpSink } from '@hookline/testkit';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createDoor } from '../outbound/create-door.js';
import { DoorBlocked } from '../outbound/door-errors.js';
import type { MailMessage } from './build-message.js';
import { createMailer } from './create-mailer.js';
import {
  MailDeferred,
  MailInvalid,
  MailRefused,
  MailUnknown,
  MailUnreachable,
} from './mail-errors.js';
import type { SmtpSettings } from './connection-settings.js';

const door = createDoor({ allow: ['127.0.0.1'] });
const mailer = createMailer(door);
let sink: SmtpSink;

beforeEach(async () => {
  sink = await smtpSink();
});
afterEach(() => sink.stop());
afterAll(() => door.close());

const smtpOf = (more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: '127.0.0.1',
  port: sink.port,
  secure: false,
  fromAddress: 'us@ours.test',
  ...more,
});
const aMessage = (more: Partial<MailMessage> = {}): MailMessage => ({
  to: ['b@x.test'],
  subject: 'Новая заявка',
  text: 'Имя: Аня',
  messageId: '<key1@ours.test>',
  ...more,
});
const send = (
  more: Partial<MailMessage> = {},
  smtp: Partial<SmtpSettings> = {},
  timeoutMs = 5_000,
) => mailer.send({ smtp: smtpOf(smtp), message: aMessage(more), timeoutMs });
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );

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

describe('mailer.send', () => {
  it('sends text and HTML to the recipients, with the given id', async () => {
    const result = await send({
      to: ['b@x.test', 'c@y.test', 'b@x.test'],
      html: '<b>Аня</b>',
      replyTo: 'anna@z.test',
      fromName: 'Магазин "У Ани"',
    });

    const [got] = sink.mails;
    expect(result).toMatchObject({ messageId: '<key1@ours.test>', rejected: [] });
    expect(result.response).toMatch(/^250/);
    expect(got).toMatchObject({ mailFrom: 'us@ours.test', rcptTo: ['b@x.test', 'c@y.test'] });
    expect(got?.mail).toMatchObject({
      subject: 'Новая заявка',
      messageId: '<key1@ours.test>',
      from: { name: 'Магазин "У Ани"', address: 'us@ours.test' },
      replyTo: [{ address: 'anna@z.test' }],
    });
    expect(got?.mail.text?.trim()).toBe('Имя: Аня');
    expect(got?.mail.html).toContain('<b>Аня</b>');
  });

  it('logs in, and says at which stage a wrong password failed', async () => {
    const locked = await smtpSink({ auth: { user: 'u', password: 'p-secret' } });
    const [right, wrong] = ['p-secret', 'wrong'].map((password) =>
      smtpOf({ port: locked.port, user: 'u', password }),
    );

    await mailer.verify(right!);
    await mailer.send({ smtp: right!, message: aMessage(), timeoutMs: 5_000 });
    const error = await errorOf(mailer.verify(wrong!));

    expect(locked.mails[0]?.user).toBe('u');
    expect(error).toBeInstanceOf(MailRefused);
    expect(error).toMatchObject({ stage: 'login', fault: 'mail_login' });
    expect(error.message).not.toContain('wrong\u0000');
    await locked.stop();
  });

  it('sends no mail when it only verifies', async () => {
    await mailer.verify(smtpOf());
    expect(sink.mails).toEqual([]);
    expect(sink.commands()).not.toContain('MAIL FROM');
  });
});

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
      expect(headerNames(sink.mails[0]!.raw)).toEqual(plainHeaders);
      expect(sink.mails[0]?.rcptTo).toEqual(['b@x.test']);
      expect(sink.mails[0]?.mail.bcc ?? []).toEqual([]);
    },
  );

  it.each(injections)('MA-1: nor by the name of the sender (case %#)', async (fromName) => {
    await send({ fromName });
    expect(headerNames(sink.mails[0]!.raw)).toEqual(plainHeaders);
    expect(sink.mails[0]?.mail.from?.address).toBe('us@ours.test');
    expect(sink.mails[0]?.rcptTo).toEqual(['b@x.test']);
  });

  it.each(injections)(
    'MA-1: nor by the reply address or the message id (case %#)',
    async (text) => {
      expect(await errorOf(send({ replyTo: text }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({ messageId: text }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({ messageId: `<a@b.test>${text}` }))).toBeInstanceOf(MailInvalid);
      expect(await errorOf(send({}, { fromAddress: text }))).toBeInstanceOf(MailInvalid);
      expect(sink.commands()).toBe('');
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
    expect(sink.commands()).toBe('');
  });

  it('MA-3: goes to 50 recipients at most, and to one at least', async () => {
    const to = Array.from({ length: 51 }, (_, index) => `r${index}@x.test`);
    expect(await errorOf(send({ to }))).toBeInstanceOf(MailInvalid);
    expect(await errorOf(send({ to: [] }))).toBeInstanceOf(MailInvalid);
    await send({ to: to.slice(1) });
    expect(sink.mails[0]?.rcptTo).toHaveLength(50);
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
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.raw.toString()).not.toContain('canary-file');
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

    expect(sink.mails.map(({ rcptTo }) => rcptTo)).toEqual([['b@x.test'], ['b@x.test']]);
    expect(sink.mails.every(({ mailFrom }) => mailFrom === 'us@ours.test')).toBe(true);
    const lines = (body = '') => body.replace(/\r\n|\r|\n/g, '\n').trim();
    expect(lines(sink.mails[0]?.mail.text)).toBe(lines(text));
    const longest = Math.max(
      ...sink.mails[0]!.raw.toString('latin1')
        .split('\r\n')
        .map((l) => l.length),
    );
    expect(longest).toBeLessThanOrEqual(998);
    expect(sink.mails[0]!.raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
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

    expect(sink.mails[0]?.rcptTo).toEqual(['b@x.test']);
    expect(headerNames(sink.mails[0]!.raw)).toEqual(plainHeaders);
    expect(sink.commands()).not.toContain('evil');
  });

  it('MA-7: is refused fast when an address is a megabyte', async () => {
    const to = [`${'(a'.repeat(500_000)}@x.test`];
    const spentMs = await quickestMs(async () => {
      expect(await errorOf(send({ to }))).toBeInstanceOf(MailInvalid);
    });
    expect(spentMs).toBeLessThan(50);
  });
});

describe('MA-8: a mail server that is not allowed', () => {
  const strict = createDoor({
    allow: [],
    resolve: (host) =>
      Promise.resolve([{ address: host === 'rebind.test' ? '127.0.0.1' : '8.8.8.8', family: 4 }]),
  });

  it.each([
    ['127.0.0.1', 25],
    ['localhost', 25],
    ['169.254.169.254', 587],
    ['rebind.test', 465],
    ['2130706433', 25],
    ['public.test', 22],
    ['public.test', 80],
    ['public.test', 6379],
    ['public.test', 0],
  ])('%s:%i is never connected to', async (host, port) => {
    const smtp = { ...smtpOf(), host, port };
    const error = await errorOf(
      createMailer(strict).send({ smtp, message: aMessage(), timeoutMs: 2_000 }),
    );
    expect(error).toBeInstanceOf(DoorBlocked);
    expect(sink.commands()).toBe('');
  });
});

describe('MA-9: a mail server that fails', () => {
  it.each(['connect', 'mail', 'rcpt', 'data'] as const)(
    'puts off at %s: repeat later',
    async (at) => {
      sink.behave({ mode: 'defer', at, times: 1 });
      const error = await errorOf(send());
      expect(error).toBeInstanceOf(MailDeferred);
      expect(error).toMatchObject({ sent: 'no', fault: 'mail_deferred' });
      await send();
      expect(sink.mails).toHaveLength(1);
    },
  );

  it.each([
    ['connect', 'mail_refused'],
    ['mail', 'mail_sender'],
    ['rcpt', 'mail_recipient'],
    ['data', 'mail_refused'],
  ] as const)('refuses at %s: for good (%s)', async (at, fault) => {
    sink.behave({ mode: 'refuse', at });
    const error = await errorOf(send());
    expect(error).toBeInstanceOf(MailRefused);
    const answer: unknown = expect.stringMatching(/^550/);
    expect(error).toMatchObject({ sent: 'no', fault, answer });
    expect(error.message).toMatch(/550/);
    expect(sink.mails).toEqual([]);
  });

  it('loses the line before the message is there: not sent', async () => {
    sink.behave({ mode: 'drop', at: 'rcpt' });
    const error = await errorOf(send());
    expect(error).toBeInstanceOf(MailUnreachable);
    expect(sink.mails).toEqual([]);
  });

  it('loses the line in the middle of a long message: not sent', async () => {
    const proxy = await tcpProxy(sink);
    proxy.behave({ mode: 'cut', afterBytes: 1_000_000, of: 'request' });
    const sending = errorOf(
      send({ text: 'line of text\r\n'.repeat(400_000) }, { port: proxy.port }),
    );
    expect(await sending).toBeInstanceOf(MailUnreachable);
    expect(sink.mails).toEqual([]);
    await proxy.stop();
  });

  it('loses the line after the message and before its 250: unknown, with the same id again', async () => {
    sink.behave({ mode: 'drop', at: 'data', times: 1 });
    const error = await errorOf(send());
    expect(error).toBeInstanceOf(MailUnknown);
    expect(error).toMatchObject({ sent: 'maybe' });
    await send();
    expect(sink.mails.map(({ mail }) => mail.messageId)).toEqual([
      '<key1@ours.test>',
      '<key1@ours.test>',
    ]);
  });

  it('never gives the 250: unknown when the time is over', async () => {
    sink.behave({ mode: 'hang' });
    const start = performance.now();
    expect(await errorOf(send({}, {}, 300))).toBeInstanceOf(MailUnknown);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('says nothing at all: not sent when the time is over', async () => {
    const proxy = await tcpProxy(sink);
    proxy.behave({ mode: 'black-hole' });
    expect(await errorOf(send({}, { port: proxy.port }, 200))).toBeInstanceOf(MailUnreachable);
    await proxy.stop();
  });

  it('is not there: not sent', async () => {
    await sink.stop();
    expect(await errorOf(send())).toBeInstanceOf(MailUnreachable);
    sink = await smtpSink();
  });

  it('speaks no TLS where TLS is set: not sent', async () => {
    expect(await errorOf(send({}, { secure: true }, 1_000))).toBeInstanceOf(MailUnreachable);
    expect(sink.commands()).not.toContain('MAIL FROM');
  });

  it('shows a certificate that nobody vouches for: not sent, and no password either', async () => {
    const secure = await smtpSink({ isSecure: true, auth: { user: 'u', password: 'p-secret' } });
    const smtp = { port: secure.port, secure: true, user: 'u', password: 'p-secret' };
    expect(await errorOf(send({}, smtp))).toBeInstanceOf(MailUnreachable);
    expect(secure.mails).toEqual([]);
    await secure.stop();
  });
});
