import { smtpSink } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { createDoor } from '../outbound/create-door.js';
import { DoorBlocked } from '../outbound/door-errors.js';
import { createMailer } from './create-mailer.js';
import { MailRefused } from './mail-errors.js';
import { aMessage, errorOf, givenMailer } from './mailer.given.js';

const { mailer, sink, smtpOf, send } = givenMailer();

describe('mailer.send', () => {
  it('sends text and HTML to the recipients, with the given id', async () => {
    const result = await send({
      to: ['b@x.test', 'c@y.test', 'b@x.test'],
      html: '<b>Аня</b>',
      replyTo: 'anna@z.test',
      fromName: 'Магазин "У Ани"',
    });

    const [got] = sink().mails;
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
    expect(sink().mails).toEqual([]);
    expect(sink().commands()).not.toContain('MAIL FROM');
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
    expect(sink().commands()).toBe('');
  });
});
