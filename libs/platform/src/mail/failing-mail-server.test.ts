import { smtpSink, tcpProxy } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { MailDeferred, MailRefused, MailUnknown, MailUnreachable } from './mail-errors.js';
import { errorOf, givenMailer } from './mailer.given.js';

const { sink, send } = givenMailer();

describe('MA-9: a mail server that fails', () => {
  it.each(['connect', 'mail', 'rcpt', 'data'] as const)(
    'puts off at %s: repeat later',
    async (at) => {
      sink().behave({ mode: 'defer', at, times: 1 });
      const error = await errorOf(send());
      expect(error).toBeInstanceOf(MailDeferred);
      expect(error).toMatchObject({ sent: 'no', fault: 'mail_deferred' });
      await send();
      expect(sink().mails).toHaveLength(1);
    },
  );

  it.each([
    ['connect', 'mail_refused'],
    ['mail', 'mail_sender'],
    ['rcpt', 'mail_recipient'],
    ['data', 'mail_refused'],
  ] as const)('refuses at %s: for good (%s)', async (at, fault) => {
    sink().behave({ mode: 'refuse', at });
    const error = await errorOf(send());
    expect(error).toBeInstanceOf(MailRefused);
    const answer: unknown = expect.stringMatching(/^550/);
    expect(error).toMatchObject({ sent: 'no', fault, answer });
    expect(error.message).toMatch(/550/);
    expect(sink().mails).toEqual([]);
  });

  it('loses the line before the message is there: not sent', async () => {
    sink().behave({ mode: 'drop', at: 'rcpt' });
    const error = await errorOf(send());
    expect(error).toBeInstanceOf(MailUnreachable);
    expect(sink().mails).toEqual([]);
  });

  it('loses the line in the middle of a long message: not sent', async () => {
    const proxy = await tcpProxy(sink());
    proxy.behave({ mode: 'cut', afterBytes: 1_000_000, of: 'request' });
    const sending = errorOf(
      send({ text: 'line of text\r\n'.repeat(400_000) }, { port: proxy.port }),
    );
    expect(await sending).toBeInstanceOf(MailUnreachable);
    expect(sink().mails).toEqual([]);
    await proxy.stop();
  });

  it('loses the line after the message and before its 250: unknown, with the same id again', async () => {
    sink().behave({ mode: 'drop', at: 'data', times: 1 });
    const error = await errorOf(send());
    expect(error).toBeInstanceOf(MailUnknown);
    expect(error).toMatchObject({ sent: 'maybe' });
    await send();
    expect(sink().mails.map(({ mail }) => mail.messageId)).toEqual([
      '<key1@ours.test>',
      '<key1@ours.test>',
    ]);
  });

  it('never gives the 250: unknown when the time is over', async () => {
    sink().behave({ mode: 'hang' });
    const start = performance.now();
    expect(await errorOf(send({}, {}, 300))).toBeInstanceOf(MailUnknown);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('says nothing at all: not sent when the time is over', async () => {
    const proxy = await tcpProxy(sink());
    proxy.behave({ mode: 'black-hole' });
    expect(await errorOf(send({}, { port: proxy.port }, 200))).toBeInstanceOf(MailUnreachable);
    await proxy.stop();
  });

  it('is not there: not sent', async () => {
    await sink().stop();
    expect(await errorOf(send())).toBeInstanceOf(MailUnreachable);
  });

  it('speaks no TLS where TLS is set: not sent', async () => {
    expect(await errorOf(send({}, { secure: true }, 1_000))).toBeInstanceOf(MailUnreachable);
    expect(sink().commands()).not.toContain('MAIL FROM');
  });

  it('shows a certificate that nobody vouches for: not sent, and no password either', async () => {
    const secure = await smtpSink({ isSecure: true, auth: { user: 'u', password: 'p-secret' } });
    const smtp = { port: secure.port, secure: true, user: 'u', password: 'p-secret' };
    expect(await errorOf(send({}, smtp))).toBeInstanceOf(MailUnreachable);
    expect(secure.mails).toEqual([]);
    await secure.stop();
  });
});
